package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.net.Unreachable.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OutboundTest {

  private final Loop loop = new Loop();
  private final Outbound outbound = loop.outbound();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void theHostHeaderKeepsTheName() {
    int port = loop.http(OutboundTest::tellAuthority).actualPort();
    assertThat(loop.get(outbound, Loop.to("one.test", port))).isEqualTo("one.test:" + port);
  }

  @Test
  void hostsOfOneAddressShareNoConnection() {
    Set<Object> connections = new HashSet<>();
    int port =
        loop.https(
                request -> {
                  connections.add(request.connection());
                  request.response().end(request.connection().indicatedServerName());
                })
            .actualPort();
    assertThat(loop.get(outbound, Loop.tlsTo("one.test", port))).isEqualTo("one.test");
    assertThat(loop.get(outbound, Loop.tlsTo("two.test", port))).isEqualTo("two.test");
    assertThat(loop.get(outbound, Loop.tlsTo("one.test", port))).isEqualTo("one.test");
    assertThat(connections).hasSize(2);
  }

  @Test
  void anIpv6AddressIsReached() {
    var server =
        loop.await(() ->
            loop.vertx()
                .createHttpServer()
                .requestHandler(OutboundTest::tellAuthority)
                .listen(0, "::1"));
    assertThat(loop.get(outbound, Loop.to("[::1]", server.actualPort())))
        .isEqualTo("[::1]:" + server.actualPort());
  }

  @Test
  void aDeadAddressIsPassedOver() {
    int port = loop.http(OutboundTest::tellAuthority).actualPort();
    assertThat(loop.get(outbound, Loop.to("many.test", port))).isEqualTo("many.test:" + port);
  }

  @Test
  void aClosedPortIsRefused() throws IOException {
    var failure = loop.failure(outbound, Loop.to("one.test", closedPort()));
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessageStartingWith("one.test:").hasMessageContaining("refused");
    assertThat(failure.getStackTrace()).isEmpty();
  }

  @Test
  void anUnknownNameIsUnresolved() {
    var failure = loop.failure(outbound, Loop.to("nowhere.test", 80));
    assertThat(failure.kind()).isEqualTo(Kind.UNRESOLVED);
    assertThat(failure).hasMessage("nowhere.test:80: the name does not resolve");
  }

  @Test
  void aHandshakeThatNeverEndsTimesOut() {
    var mute =
        loop.await(
            () -> loop.vertx().createNetServer().connectHandler(_ -> {}).listen(0, "127.0.0.1"));
    var to =
        new Destination(
            true, "one.test", mute.actualPort(), Optional.empty(), false, Duration.ofMillis(100));
    assertThat(loop.failure(outbound, to).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void aNameServerThatNeverAnswersTimesOut() {
    var answer = new CompletableFuture<InetAddress[]>();
    var settings = OutboundSettings.of(true);
    var slow = loop.on(() -> Outbound.open(loop.vertx(), settings, _ -> answer.join()));
    var to = new Destination(false, "one.test", 80, Optional.empty(), false, Duration.ofMillis(50));
    var failure = loop.failure(slow, to);
    answer.complete(new InetAddress[0]);
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void anUntrustedCertificateIsRefused() {
    int port = loop.https(OutboundTest::tellAuthority).actualPort();
    var wary = loop.outbound(OutboundSettings.of(true));
    var failure = loop.failure(wary, Loop.tlsTo("one.test", port));
    assertThat(failure.kind()).isEqualTo(Kind.TLS);
    assertThat(failure.getMessage())
        .startsWith("one.test:" + port + ": TLS: ")
        .doesNotContain("\n");
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() {
    int port = loop.https(OutboundTest::tellAuthority).actualPort();
    assertThat(loop.failure(outbound, Loop.tlsTo("three.test", port)).kind()).isEqualTo(Kind.TLS);
  }

  @Test
  void aNameWithOneForbiddenAddressIsForbidden() {
    var failure = loop.failure(outbound, Loop.to("mixed.test", 80));
    assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN_ADDRESS);
    assertThat(failure).hasMessageContaining("169.254.169.254");
  }

  @Test
  void loopbackNeedsPermission() {
    int port = loop.http(OutboundTest::tellAuthority).actualPort();
    var strict = loop.outbound(OutboundSettings.of(false));
    var failure = loop.failure(strict, Loop.to("one.test", port));
    assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN_ADDRESS);
  }

  @Test
  void aRedirectIsNotFollowed() {
    int port =
        loop.http(request ->
                request.response().setStatusCode(302).putHeader("location", "/other").end())
            .actualPort();
    HttpClientResponse response =
        loop.await(() ->
            outbound
                .request(Loop.to("one.test", port), HttpMethod.GET, "/")
                .compose(request -> request.send()));
    assertThat(response.statusCode()).isEqualTo(302);
  }

  @Test
  void bodiesStayCompressed() {
    int port =
        loop.http(request -> request.response().putHeader("content-encoding", "gzip").end("as is"))
            .actualPort();
    assertThat(loop.get(outbound, Loop.to("one.test", port))).isEqualTo("as is");
  }

  @Test
  void aSecondRequestReusesTheConnection() {
    int port = loop.http(OutboundTest::tellAuthority).actualPort();
    assertThat(reused(port)).isFalse();
    assertThat(reused(port)).isTrue();
  }

  private boolean reused(int port) {
    return loop.await(() ->
        outbound
            .request(Loop.to("one.test", port), HttpMethod.GET, "/")
            .compose(request ->
                request
                    .send()
                    .compose(HttpClientResponse::body)
                    .map(_ -> outbound.reused(request))));
  }

  @Test
  void aRunningStreamMayEndWhileClosing() {
    var running = new AtomicReference<HttpServerRequest>();
    int port =
        loop.http(
                request -> {
                  running.set(request);
                  request.response().setChunked(true).write("first ");
                })
            .actualPort();
    Promise<Buffer> body = Promise.promise();
    loop.await(() ->
        outbound
            .request(Loop.to("one.test", port), HttpMethod.GET, "/")
            .compose(request -> request.send())
            .onSuccess(response -> response.body().onComplete(body)));
    Future<Void> closed = loop.on(() -> outbound.close(Duration.ofSeconds(10)));
    loop.await(() -> running.get().response().end("last"));
    assertThat(loop.await(body::future)).hasToString("first last");
    loop.await(() -> closed);
    assertThat(loop.failure(outbound, Loop.to("one.test", port)).kind()).isEqualTo(Kind.POOL);
  }

  static void tellAuthority(HttpServerRequest request) {
    request.response().end(String.valueOf(request.authority()));
  }

  static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
