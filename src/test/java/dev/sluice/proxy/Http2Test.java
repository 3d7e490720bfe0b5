package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import dev.sluice.testing.UpstreamExchange.Ending;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 on both sides. */
final class Http2Test {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private HttpClient client(HttpClientOptions options) {
    return vertx.createHttpClient(options.setProtocolVersion(HttpVersion.HTTP_2));
  }

  private HttpClient priorKnowledge() {
    // Windows as in the gateway: with the default, one stream unread would stop all at the client.
    return client(
        new HttpClientOptions()
            .setHttp2ClearTextUpgrade(false)
            .setHttp2ConnectionWindowSize(16 << 20));
  }

  private static HttpClientResponse asked(HttpClient client, Rig rig, RequestOptions options) {
    return await(
        client
            .request(request(rig, options))
            .compose(request -> request.send(Buffer.buffer(Rig.STREAMED)))
            .map(response -> {
              response.pause();
              return response;
            }));
  }

  private static RequestOptions request(Rig rig, RequestOptions options) {
    return options
        .setMethod(HttpMethod.POST)
        .setHost("localhost")
        .setPort(rig.gateway().port())
        .setURI("/v1/messages")
        .putHeader("x-api-key", RunningGateway.ACCESS_KEY)
        .putHeader("content-type", "application/json");
  }

  private static String read(HttpClientResponse response) {
    Future<Buffer> body = response.body();
    response.resume();
    return await(body).toString();
  }

  private static String fine() {
    return String.join("", Events.anthropic("fine"));
  }

  @Test
  void callersSpeakHttp2WithPriorKnowledge() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicStream("fine"));
      HttpClientResponse response = asked(priorKnowledge(), rig, new RequestOptions());
      assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(response.getHeader("x-sluice-channel")).isEqualTo("one");
      assertThat(read(response)).isEqualTo(fine());
    }
  }

  @Test
  void callersMayUpgradeToHttp2() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicStream("fine"));
      var upgrading = client(new HttpClientOptions().setHttp2ClearTextUpgrade(true));
      HttpClientResponse response = asked(upgrading, rig, new RequestOptions());
      assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(read(response)).isEqualTo(fine());
    }
  }

  @Test
  void withACertificateCallersAgreeOnHttp2ByTls() throws Exception {
    var files =
        Map.of("TLS_CERT", resource("/net/server.pem"), "TLS_KEY", resource("/net/server.key.pem"));
    try (Rig rig = Rig.start(document -> {}, files)) {
      rig.one().answers(Answers.anthropicStream("fine"));
      var trusting =
          client(new HttpClientOptions().setUseAlpn(true).setTrustAll(true).setVerifyHost(false));
      HttpClientResponse response = asked(trusting, rig, new RequestOptions().setSsl(true));
      assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(read(response)).isEqualTo(fine());
    }
  }

  private static String resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(Http2Test.class.getResource(name)).toURI()).toString();
  }

  @Test
  void aStreamThatIsResetCancelsItsUpstreamAlone() {
    try (Rig rig = Rig.start()) {
      rig.one()
          .answers(
              Answers.openStream(Events.anthropicBroken("so far")).then(Step.stall()),
              Answers.anthropicStream("fine"));
      var client = priorKnowledge();
      HttpClientRequest request = await(client.request(request(rig, new RequestOptions())));
      await(request.send(Buffer.buffer(Rig.STREAMED)).map(HttpClientResponse::pause));
      request.reset(8);
      assertThat(rig.one().exchange(0).ending()).isEqualTo(Ending.CALLER_GONE);
      assertThat(read(asked(client, rig, new RequestOptions()))).isEqualTo(fine());
      rig.awaitIdle();
    }
  }

  @Test
  void aStreamThatNobodyReadsLeavesItsNeighbourAlone() {
    Buffer delta = Buffer.buffer(Events.anthropicBroken("x".repeat(60_000)).getLast());
    var flood = new Step.Flood(Script.chunk(delta), 200);
    try (Rig rig = Rig.start()) {
      rig.one()
          .answers(
              Answers.openStream(Events.anthropicBroken("begin")).then(flood, Step.stall()),
              Answers.anthropicStream("fine"));
      var client = priorKnowledge();
      HttpClientResponse paused = asked(client, rig, new RequestOptions());
      assertThat(read(asked(client, rig, new RequestOptions()))).isEqualTo(fine());
      paused.request().reset(8);
      rig.awaitIdle();
    }
  }

  @Test
  void errorsOverHttp2CarryNoHeaderOfConnections() {
    try (Rig rig = Rig.start()) {
      var options = new RequestOptions().putHeader("content-encoding", "br");
      HttpClientResponse response = asked(priorKnowledge(), rig, options);
      assertThat(response.statusCode()).isEqualTo(415);
      assertThat(response.getHeader("connection")).isNull();
    }
  }

  @Test
  void upstreamsAreSpokenToInHttp2WhereTheChannelSaysSo() {
    var seen = new AtomicReference<HttpVersion>();
    var server =
        await(
            vertx
                .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                .requestHandler(request -> {
                  seen.set(request.version());
                  request.response().putHeader("content-type", "text/event-stream").end(fine());
                })
                .listen(0));
    try (Rig rig = Rig.start(document -> http2To(document, server.actualPort()))) {
      assertThat(rig.askStreamed().wholeAnswer().text()).isEqualTo(fine());
      assertThat(seen.get()).isEqualTo(HttpVersion.HTTP_2);
    }
  }

  private static void http2To(ObjectNode document, int port) {
    ((ObjectNode) document.withArray("channels").get(0))
        .put("http2", true)
        .put("baseUrl", "http://127.0.0.1:" + port);
  }
}
