package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Waiting;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How much of a body is taken, in which clothes, and for how long. */
final class BodyLimitsTest {

  private static final int MOST = 100_000;
  private static final String POST = "POST /v1/messages HTTP/1.1\r\nhost: a\r\n" + Rig.KEY + "\r\n";

  /** Wraps a stream in a compressing one. */
  private interface Coding {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static Consumer<ObjectNode> limits(Map<String, Integer> members) {
    return document -> {
      var limits = document.putObject("limits");
      members.forEach(limits::put);
    };
  }

  private static Buffer compressed(Coding coding, String text) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = coding.over(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static RawAnswer sent(Rig rig, String coding, Buffer body) {
    var head = POST + "content-encoding: " + coding + "\r\ncontent-length: " + body.length();
    return rig.caller().send(Buffer.buffer(head + "\r\n\r\n").appendBuffer(body)).wholeAnswer();
  }

  @Test
  void aBodyAnnouncedTooLargeIsRefusedBeforeItIsRead() {
    try (Rig rig = Rig.start(limits(Map.of("maxBodyBytes", MOST)))) {
      RawCaller caller = rig.caller().send(POST + "content-length: 100001\r\n\r\n");
      RawAnswer answer = caller.wholeAnswer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.header("connection")).contains("close");
      assertThat(answer.text())
          .contains(
              "\"type\":\"request_too_large\"",
              "body: is larger than 100000 bytes (limits.maxBodyBytes); shorten the request");
    }
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsRefusedAndTheRestReadAway() {
    try (Rig rig = Rig.start(limits(Map.of("maxBodyBytes", MOST)))) {
      RawCaller caller = rig.caller().send(POST + "transfer-encoding: chunked\r\n\r\n");
      String chunk = "4e20\r\n" + "x".repeat(20_000) + "\r\n";
      for (int sent = 0; sent < 50; sent++) {
        caller.send(chunk);
      }
      assertThat(caller.send("0\r\n\r\n").wholeAnswer().status()).isEqualTo(413);
      rig.awaitIdle();
    }
  }

  @Test
  void aCallerThatAsksFirstIsToldToGoOn() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicWhole("fine"));
      RawCaller caller = rig.caller();
      caller.send(POST + "expect: 100-continue\r\ncontent-length: " + Rig.WHOLE.length());
      caller.send("\r\n\r\n").awaitText("HTTP/1.1 100 Continue\r\n\r\n");
      caller.send(Rig.WHOLE).awaitText("fine");
    }
  }

  @Test
  void aCallerThatAsksFirstIsNotToldToSendTooMuch() {
    try (Rig rig = Rig.start(limits(Map.of("maxBodyBytes", MOST)))) {
      RawCaller caller =
          rig.caller().send(POST + "expect: 100-continue\r\ncontent-length: 100001\r\n\r\n");
      assertThat(caller.wholeAnswer().status()).isEqualTo(413);
    }
  }

  @Test
  void bodiesInFlightAreBoundedTogether() {
    try (Rig rig = Rig.start(limits(Map.of("maxInFlightBodyBytes", 1000)))) {
      RawCaller first = rig.caller().send(POST + "content-length: 2000\r\n\r\n" + "x".repeat(900));
      Waiting.until("the first has begun", () -> rig.gateway().gateway().bodyBytes() == 900);
      RawAnswer answer =
          rig.caller().send(POST + "content-length: 200\r\n\r\n" + "x".repeat(200)).wholeAnswer();
      assertThat(answer.status()).isEqualTo(529);
      assertThat(answer.header("retry-after")).contains("1");
      assertThat(answer.header("x-should-retry")).contains("true");
      assertThat(answer.text()).contains("overloaded_error", "limits.maxInFlightBodyBytes");
      first.cut();
      rig.awaitIdle();
    }
  }

  @Test
  void outsideAnthropicThatIs503() {
    try (Rig rig = Rig.start(Protocol.OPENAI_CHAT, limits(Map.of("maxInFlightBodyBytes", 1000)))) {
      RawCaller first = rig.caller().send(POST + "content-length: 2000\r\n\r\n" + "x".repeat(900));
      Waiting.until("the first has begun", () -> rig.gateway().gateway().bodyBytes() == 900);
      assertThat(rig.ask("x".repeat(200)).wholeAnswer().status()).isEqualTo(503);
      first.cut();
    }
  }

  @Test
  void oneBodyAloneIsAlwaysLetIn() {
    try (Rig rig = Rig.start(limits(Map.of("maxInFlightBodyBytes", 1)))) {
      rig.one().answers(Answers.anthropicWhole("fine"));
      RawCaller caller = rig.caller();
      caller.send(POST + "content-length: " + Rig.WHOLE.length() + "\r\n\r\n");
      caller.send(Rig.WHOLE.substring(0, 10));
      Waiting.until("it has begun", () -> rig.gateway().gateway().bodyBytes() == 10);
      assertThat(caller.send(Rig.WHOLE.substring(10)).wholeAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void gzipAndZstdAreUndoneOnTheWay() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicWhole("fine"));
      assertThat(sent(rig, "gzip", compressed(GZIPOutputStream::new, Rig.WHOLE)).status())
          .isEqualTo(200);
      assertThat(sent(rig, "zstd", compressed(ZstdOutputStream::new, Rig.WHOLE)).status())
          .isEqualTo(200);
      assertThat(rig.one().requests())
          .hasSize(2)
          .allSatisfy(request -> {
            assertThat(request.body()).isEqualTo(Buffer.buffer(Rig.WHOLE));
            assertThat(request.header("content-encoding")).isEmpty();
          });
      rig.awaitIdle();
    }
  }

  @Test
  void bombsAreRefusedWhileTheySwell() {
    String zeros = " ".repeat(50 * MOST);
    try (Rig rig = Rig.start(limits(Map.of("maxBodyBytes", MOST)))) {
      assertThat(sent(rig, "gzip", compressed(GZIPOutputStream::new, zeros)).status())
          .isEqualTo(413);
      assertThat(sent(rig, "zstd", compressed(ZstdOutputStream::new, zeros)).status())
          .isEqualTo(413);
      rig.awaitIdle();
    }
  }

  @Test
  void unknownCodingsAreNamed() {
    try (Rig rig = Rig.start()) {
      RawAnswer answer = sent(rig, "br", Buffer.buffer("{}"));
      assertThat(answer.status()).isEqualTo(415);
      assertThat(answer.text())
          .contains(
              "content-encoding: \\\"br\\\" is not supported; send the body as gzip, zstd or"
                  + " uncompressed");
    }
  }

  @Test
  void brokenCompressionIsToldAsSuch() {
    try (Rig rig = Rig.start()) {
      for (String coding : new String[] {"gzip", "zstd"}) {
        RawAnswer answer = sent(rig, coding, Buffer.buffer("{\"model\":1}"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
            .contains("body: is not valid " + coding + " data as content-encoding says");
      }
      rig.awaitIdle();
    }
  }

  @Test
  void longBodiesAreReadAllTheSame() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicWhole("fine"));
      String body = "{\"pad\":\"" + "x".repeat(3 << 20) + "\",\"model\":\"m\"}";
      assertThat(rig.ask(body).wholeAnswer().status()).isEqualTo(200);
      assertThat(rig.one().requests().getFirst().body().toString()).isEqualTo(body);
      rig.awaitIdle();
    }
  }

  @Test
  void aBodyThatDawdlesIsCut() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      var refused = new CompletableFuture<Throwable>();
      var server =
          vertx.createHttpServer().requestHandler(request -> dawdle(request, vertx, refused));
      int port = server.listen(0).await(5, TimeUnit.SECONDS).actualPort();
      try (var caller = RawCaller.connect(port)) {
        caller.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{");
        assertThat(refused.get(5, TimeUnit.SECONDS))
            .hasMessage("body: did not arrive within 60 s; send it faster");
      }
    } finally {
      vertx.close().await(5, TimeUnit.SECONDS);
    }
  }

  private static void dawdle(
      HttpServerRequest request, Vertx vertx, CompletableFuture<Throwable> refused) {
    var body = new RequestBody(new BodyShare(new BodyBudget(), 100), 100);
    body.receive(vertx, request).onFailure(refused::complete);
    body.tick(System.nanoTime() + RequestBody.DEADLINE.toNanos() - 1_000_000_000);
    assertThat(refused).isNotDone();
    body.tick(System.nanoTime() + RequestBody.DEADLINE.toNanos() + 1);
  }

  @Test
  void aShareThatWasGivenBackTakesNothingMore() {
    var budget = new BodyBudget();
    var share = new BodyShare(budget, 100);
    share.giveBack();
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> share.take(1)))
        .isInstanceOf(RefusedBody.class);
    assertThat(budget.held()).isZero();
  }
}
