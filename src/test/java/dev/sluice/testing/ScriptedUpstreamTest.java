package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.RawCaller.End;
import dev.sluice.testing.UpstreamExchange.Ending;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ScriptedUpstreamTest {

  private static final String KEY = "x-api-key: sk-one";

  private final ScriptedUpstream upstream = ScriptedUpstream.start();

  @AfterEach
  void close() {
    upstream.close();
  }

  private RawCaller ask(String... headers) {
    return RawCaller.connect(upstream.port()).post("/v1/messages?beta=true", "{\"a\":1}", headers);
  }

  @Test
  void theRequestIsKeptExactly() {
    upstream.answers(Answers.anthropicWhole("hi"));
    try (var caller = ask("X-Api-Key:  sk-one", "X-Odd:  two  spaces")) {
      caller.wholeAnswer();
    }
    var request = upstream.requests().getFirst();
    assertThat(request.line()).isEqualTo("POST /v1/messages?beta=true HTTP/1.1");
    assertThat(request.headers()).contains("X-Odd:  two  spaces");
    assertThat(request.key()).isEqualTo("sk-one");
    assertThat(request.body()).isEqualTo(Buffer.buffer("{\"a\":1}"));
  }

  @Test
  void chunkedRequestsAreReadToTheirEnd() {
    upstream.answers(Answers.anthropicWhole("hi"));
    try (var caller = RawCaller.connect(upstream.port())) {
      caller.send(
          "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
      assertThat(caller.wholeAnswer().status()).isEqualTo(200);
    }
    assertThat(upstream.requests().getFirst().body()).isEqualTo(Buffer.buffer("abc"));
  }

  @Test
  void scriptsAreTakenInTurnAndTheLastOneStays() {
    upstream.answers(Answers.overloaded(), Answers.anthropicWhole("hi"));
    try (var caller = ask()) {
      assertThat(caller.wholeAnswer().status()).isEqualTo(529);
    }
    for (int again = 0; again < 2; again++) {
      try (var caller = ask()) {
        assertThat(caller.wholeAnswer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aKeyHasItsOwnScripts() {
    upstream.answersKey("sk-one", Answers.outOfQuota()).answers(Answers.anthropicWhole("hi"));
    try (var one = ask(KEY);
        var other = ask("authorization: Bearer sk-two")) {
      assertThat(one.wholeAnswer().status()).isEqualTo(429);
      assertThat(other.wholeAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void theConnectionServesTheNextRequest() {
    upstream.answers(Answers.anthropicStream("hi"));
    try (var caller = ask()) {
      caller.wholeAnswer();
      caller.post("/v1/messages", "{}");
      Waiting.until("the second has come", () -> upstream.requests().size() == 2);
    }
    assertThat(upstream.acceptedConnections()).isEqualTo(1);
  }

  @Test
  void aResetIsSeenAsOne() {
    upstream.answers(Answers.anthropicCutAfter("so far"));
    try (var caller = ask()) {
      caller.awaitText("so far");
      assertThat(caller.awaitEnd()).isEqualTo(End.RESET);
    }
  }

  @Test
  void halfAHeadIsHalfAHead() {
    upstream.answers(Script.of(Step.send("HTTP/1.1 200 OK\r\ncontent-ty"), Step.close()));
    try (var caller = ask()) {
      assertThat(caller.awaitEnd()).isEqualTo(End.FIN);
      assertThat(caller.bytes().toString()).isEqualTo("HTTP/1.1 200 OK\r\ncontent-ty");
    }
  }

  @Test
  void aGateHoldsTheScriptUntilTheTestOpensIt() {
    var gate = new CountDownLatch(1);
    upstream.answers(
        Script.chunked(200, "text/event-stream")
            .pieces("first")
            .then(Step.await(gate))
            .pieces("second")
            .end());
    try (var caller = ask()) {
      caller.awaitText("first");
      assertThat(caller.answer().complete()).isFalse();
      gate.countDown();
      assertThat(caller.wholeAnswer().text()).isEqualTo("firstsecond");
    }
  }

  @Test
  void aCallerThatGoesIsNoticed() {
    upstream.answers(Answers.pingsOnly(3));
    try (var caller = ask()) {
      caller.awaitText("ping");
      caller.cut();
    }
    assertThat(upstream.exchange(0).ending()).isEqualTo(Ending.CALLER_GONE);
    Waiting.until("its connection is gone", () -> upstream.openConnections() == 0);
  }

  @Test
  void aCallerThatStopsReadingHoldsTheUpstreamBack() {
    int block = 64 * 1024;
    int blocks = 1_000;
    var flood = new Step.Flood(Script.chunk(Buffer.buffer(new byte[block])), blocks);
    upstream.answers(Script.chunked(200, "application/octet-stream").then(flood).end());
    try (var caller = RawCaller.connectNarrow(upstream.port()).stopReading()) {
      caller.post("/v1/messages", "{}");
      var exchange = upstream.exchange(0);
      assertThat(exchange.ended()).isFalse();
      caller.readOn();
      assertThat(exchange.ending()).isEqualTo(Ending.PLAYED);
      assertThat(exchange.sentBytes()).isGreaterThan((long) block * blocks);
    }
  }

  @Test
  void probesAreKeptApart() {
    try (var caller = RawCaller.connect(upstream.port()).get("/v1/models")) {
      assertThat(caller.wholeAnswer().status()).isEqualTo(200);
    }
    assertThat(upstream.requests()).isEmpty();
    assertThat(upstream.probed()).hasSize(1);
  }

  @Test
  void anyCutOfAStreamHasTheSameBytes() {
    var whole = Buffer.buffer(String.join("", Events.anthropic("Grüße", "\n\"👋\"")));
    SseSplits.forSeeds(
        20,
        seed -> {
          upstream.answers(Answers.streamIn(SseSplits.cut(whole, seed)));
          try (var caller = ask()) {
            assertThat(caller.wholeAnswer().body()).isEqualTo(whole);
          }
        });
  }
}
