package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.net.Unreachable.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutboundStreamsTest {

  private static final int STREAMS = 200;

  private final Loop loop = new Loop();
  private final Outbound outbound = loop.outbound();
  private final List<HttpServerRequest> arrived = new ArrayList<>();
  private final Set<Object> connections = new HashSet<>();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void noHttp1StreamWaitsForAnother() {
    int port = loop.http(this::hold).actualPort();
    allRunAtOnce(Loop.to("one.test", port));
    assertThat(connections).hasSize(STREAMS);
  }

  @Test
  void noHttp2StreamWaitsForAnother() {
    int port = loop.https(this::hold).actualPort();
    allRunAtOnce(Loop.multiplexed(Loop.tlsTo("one.test", port)));
    assertThat(arrived).allMatch(request -> request.version() == HttpVersion.HTTP_2);
    assertThat(connections).hasSize(2);
  }

  @Test
  void aServerOfFewStreamsGetsMoreConnections() {
    var options = Loop.tls();
    options.getInitialSettings().setMaxConcurrentStreams(40);
    int port = loop.serve(options, this::hold).actualPort();
    allRunAtOnce(Loop.multiplexed(Loop.tlsTo("one.test", port)));
    assertThat(connections).hasSize(5);
  }

  @Test
  void noStreamWaitsWhenTheServerSpeaksHttp1Only() {
    int port = loop.serve(Loop.tls().setUseAlpn(false), this::hold).actualPort();
    allRunAtOnce(Loop.multiplexed(Loop.tlsTo("one.test", port)));
    assertThat(connections).hasSize(STREAMS);
  }

  @Test
  void http2NeedsNoTls() {
    int port = loop.http(this::hold).actualPort();
    allRunAtOnce(Loop.multiplexed(Loop.to("one.test", port)));
    assertThat(arrived).allMatch(request -> request.version() == HttpVersion.HTTP_2);
    assertThat(connections).hasSize(2);
  }

  @Test
  void aClearServerOfHttp1OnlyIsUnreachableByHttp2() {
    var options = new HttpServerOptions().setHttp2ClearTextEnabled(false);
    int port = loop.serve(options, this::hold).actualPort();
    var failure = loop.failure(outbound, Loop.multiplexed(Loop.to("one.test", port)));
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(arrived).isEmpty();
  }

  @Test
  void aStreamThatNobodyReadsLeavesItsNeighbourFree() {
    int port = loop.https(OutboundStreamsTest::flood).actualPort();
    var to = Loop.multiplexed(Loop.tlsTo("one.test", port));
    loop.await(() -> ask(to)).pause();
    loop.await(() -> ask(to)).pause();
    Promise<Void> ended = Promise.promise();
    loop.await(
        () -> ask(to).onSuccess(response -> response.endHandler(_ -> ended.complete()).resume()));
    loop.await(ended::future);
  }

  private Future<HttpClientResponse> ask(Destination to) {
    return outbound
        .request(to, HttpMethod.GET, "/")
        .compose(request -> request.send())
        .onSuccess(response -> response.pause().exceptionHandler(_ -> {}));
  }

  /** Far more than a stream's window. */
  private static void flood(HttpServerRequest request) {
    request.response().end(Buffer.buffer(new byte[1024 * 1024]));
  }

  private void hold(HttpServerRequest request) {
    connections.add(request.connection());
    arrived.add(request);
  }

  private void allRunAtOnce(Destination to) {
    Future<Void> all = loop.on(() -> Future.join(many(() -> get(to))).mapEmpty());
    loop.until(() -> arrived.size() == STREAMS);
    loop.on(() -> arrived.stream().map(request -> request.response().end()).toList());
    loop.await(() -> all);
  }

  private Future<Buffer> get(Destination to) {
    return outbound
        .request(to, HttpMethod.GET, "/")
        .compose(request -> request.send())
        .compose(HttpClientResponse::body);
  }

  private static <T> List<T> many(Supplier<T> one) {
    return IntStream.range(0, STREAMS).mapToObj(_ -> one.get()).toList();
  }
}
