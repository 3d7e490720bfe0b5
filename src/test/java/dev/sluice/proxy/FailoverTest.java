package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.KeyState.Phase;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How requests find their way when keys and channels fail. */
final class FailoverTest {

  private static final Script GOOD = Answers.anthropicStream("from ", "afar");

  @Test
  void fiftyRequestsAtOnceOnAnExhaustedKeyAllSucceedAndGiveOneStrike() {
    try (Scene scene = new Scene()) {
      var gate = new CountDownLatch(1);
      Script late = new Script(waiting(gate, Answers.outOfCredit()));
      scene.first.answersKey("a1", late);
      scene.open();
      List<RawCaller> callers = callers(scene, 50);
      Waiting.until("all have asked", () -> scene.first.requests().size() == 50);
      gate.countDown();
      assertAllAnswered(callers);
      assertThat(scene.key("a1").strikes()).isOne();
      assertThat(scene.order()).isEqualTo("a2 a1");
      assertThat(scene.second.requests()).isEmpty();
      assertNothingIsHeld(scene);
    }
  }

  @Test
  void fiftyRequestsAtOnceOnADyingChannelAllSucceed() {
    try (Scene scene = new Scene()) {
      var gate = new CountDownLatch(1);
      scene.first.answers(Script.of(Step.await(gate), Step.reset()));
      scene.open();
      List<RawCaller> callers = callers(scene, 50);
      Waiting.until("all have asked", () -> scene.first.requests().size() == 50);
      gate.countDown();
      assertAllAnswered(callers);
      assertThat(scene.second.requests()).hasSize(50);
      assertNothingIsHeld(scene);
    }
  }

  @Test
  void anUpstreamThatCannotCountTokensStillServesMessages() {
    try (Scene scene = new Scene().alone()) {
      Script missing = Answers.error(404, "not_found_error", "Not Found");
      scene.first.answers(missing, missing, missing, missing, missing, missing, GOOD);
      scene.open();
      for (int i = 0; i < 6; i++) {
        try (RawCaller caller = scene.post("/v1/messages/count_tokens", Scene.WHOLE)) {
          assertThat(caller.wholeAnswer().header("x-sluice-token-count")).contains("estimate");
        }
      }
      assertThat(scene.live(0).state().breaker())
          .isEqualTo(new dev.sluice.channel.Breaker.Closed(List.of()));
      assertThat(scene.ask(Scene.STREAMED).status()).isEqualTo(200);
    }
  }

  @Test
  void aBlipOfTheSpareDoesNotTurnAwayTheRequestsOfADyingChannel() {
    try (Scene scene = new Scene()) {
      scene.first.answers(Answers.broken());
      scene.second.answers(Answers.broken(), GOOD);
      scene.document().putObject("breaker").put("failures", 500);
      scene.open();
      assertThat(scene.ask(Scene.STREAMED).status()).isEqualTo(500);
      assertAllAnswered(callers(scene, 30));
      assertNothingIsHeld(scene);
    }
  }

  @Test
  void nineExhaustedKeysDoNotHideAGoodChannel() {
    try (Scene scene = new Scene()) {
      var keys = scene.channel(0).putArray("keys");
      IntStream.range(1, 10).forEach(n -> keys.addObject().put("secret", "a" + n));
      scene.first.answers(Answers.outOfQuota());
      RawAnswer answer = scene.open().ask(Scene.STREAMED);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-sluice-attempts")).contains("10");
      assertThat(answer.header("x-sluice-channel")).contains("second");
    }
  }

  @Test
  void noMoreThanMaxAttemptsAreMade() {
    try (Scene scene = new Scene()) {
      scene.document().putObject("retry").put("maxAttempts", 1);
      scene.first.answers(Answers.overloaded());
      assertThat(scene.open().ask(Scene.STREAMED).status()).isEqualTo(529);
      assertThat(scene.asked()).isEqualTo("a1");
    }
  }

  @Test
  void noMoreThanMaxChannelsAreAsked() {
    try (Scene scene = new Scene()) {
      scene.document().putObject("retry").put("maxChannels", 1);
      scene.first.answers(Answers.broken());
      assertThat(scene.open().ask(Scene.STREAMED).status()).isEqualTo(500);
      assertThat(scene.asked()).isEqualTo("a1");
    }
  }

  @Test
  void theTotalTimeIsATruthfulEnd() {
    try (Scene scene = new Scene()) {
      scene.document().putObject("retry").put("totalTimeoutMs", 300);
      scene.first.answers(Script.of(Step.stall()));
      RawAnswer answer = scene.open().ask(Scene.STREAMED);
      assertThat(answer.status()).isEqualTo(529);
      assertThat(answer.text()).contains("first: gave no content within retry.totalTimeoutMs");
      assertThat(scene.first.exchange(0).ending().name()).isEqualTo("CALLER_GONE");
    }
  }

  @Test
  void aFullChannelIsPassedOver() {
    try (Scene scene = new Scene()) {
      scene.channel(0).put("maxConcurrent", 1);
      var gate = new CountDownLatch(1);
      scene.first.answers(new Script(waiting(gate, GOOD)));
      scene.open();
      List<RawCaller> running = callers(scene, 1);
      scene.first.exchange(0);
      assertThat(scene.ask(Scene.STREAMED).header("x-sluice-channel")).contains("second");
      gate.countDown();
      assertAllAnswered(running);
      assertThat(scene.ask(Scene.STREAMED).header("x-sluice-channel")).contains("first");
    }
  }

  @Test
  void aRateLimitedKeyServesAgainOnceItsPauseIsOver() {
    try (Scene scene = new Scene()) {
      Script limited = Answers.error(429, "rate_limit_error", "Wait", "retry-after-ms: 300");
      scene.first.answersKey("a1", limited, GOOD);
      scene.open();
      scene.ask(Scene.STREAMED);
      scene.ask(Scene.STREAMED);
      assertThat(scene.asked()).isEqualTo("a1 a2 a2");
      Waiting.until("the pause is over", () -> scene.key("a1").usable(System.nanoTime()));
      scene.ask(Scene.STREAMED);
      assertThat(scene.asked()).isEqualTo("a1 a2 a2 a1");
      assertThat(scene.key("a1").phase()).isEqualTo(Phase.READY);
    }
  }

  @Test
  void aChannelThatHasRestedIsTriedByOneRequestAndTakenBack() {
    try (Scene scene = new Scene()) {
      scene.document().putObject("breaker").put("failures", 1).put("openMs", 300);
      scene.document().putObject("probe").put("everyMs", 0);
      scene.first.answers(Answers.broken(), GOOD);
      scene.open();
      scene.ask(Scene.STREAMED);
      scene.ask(Scene.STREAMED);
      assertThat(scene.asked()).isEqualTo("a1 b1 b1");
      Waiting.until(
          "a trial is due", () -> scene.live(0).state().breaker().passable(System.nanoTime()));
      assertThat(scene.ask(Scene.STREAMED).header("x-sluice-channel")).contains("first");
      assertThat(scene.live(0).state().breaker().closed()).isTrue();
    }
  }

  @Test
  void aCallerWhoLeavesDuringATrialReturnsItsPermit() {
    try (Scene scene = new Scene()) {
      scene.document().putObject("breaker").put("failures", 1).put("openMs", 1);
      scene.first.answers(Answers.broken(), Script.of(Step.stall()), GOOD);
      scene.open();
      scene.ask(Scene.STREAMED);
      RawCaller leaver = callers(scene, 1).getFirst();
      Waiting.until("it is tried", () -> scene.first.requests().size() == 2);
      leaver.close();
      Waiting.until("it has left", () -> scene.gateway().gateway().live() == 0);
      assertThat(scene.ask(Scene.STREAMED).header("x-sluice-channel")).contains("first");
      assertNothingIsHeld(scene);
    }
  }

  @Test
  void whenEverythingRestsOneTriesAndTheOthersWaitForWhatItFinds() {
    try (Scene scene = new Scene().alone()) {
      scene.document().putObject("breaker").put("failures", 1).put("openMs", 60_000);
      var gate = new CountDownLatch(1);
      scene.first.answers(Answers.broken(), new Script(waiting(gate, GOOD)), GOOD);
      scene.open();
      assertThat(scene.ask(Scene.STREAMED).status()).isEqualTo(500);
      List<RawCaller> callers = callers(scene, 10);
      Waiting.until("one tries", () -> scene.first.requests().size() == 2);
      Waiting.until("the others are here", () -> scene.gateway().gateway().live() == 10);
      assertThat(scene.first.requests()).hasSize(2);
      gate.countDown();
      assertAllAnswered(callers);
      assertNothingIsHeld(scene);
    }
  }

  @Test
  void whenEverythingRestsEachChannelIsGivenItsChance() {
    try (Scene scene = new Scene()) {
      scene.document().putObject("breaker").put("failures", 1).put("openMs", 60_000);
      scene.first.answers(Answers.broken());
      scene.second.answers(Answers.broken(), GOOD);
      scene.open();
      assertThat(scene.ask(Scene.STREAMED).status()).isEqualTo(500);
      assertThat(scene.ask(Scene.STREAMED).status()).isEqualTo(200);
      assertThat(scene.asked()).isEqualTo("a1 a1 b1 b1");
    }
  }

  @Test
  void anExhaustedKeyIsTriedAsALastResortThoughAnotherWasJustRefused() {
    try (Scene scene = new Scene()) {
      scene.document().withArray("channels").remove(1);
      scene.first.answersKey("a1", Answers.rateLimited(30), GOOD);
      scene.first.answersKey("a2", GOOD, Answers.outOfCredit());
      scene.open();
      assertThat(scene.ask(Scene.STREAMED).status()).isEqualTo(200);
      assertThat(scene.ask(Scene.STREAMED).status()).isEqualTo(200);
      assertThat(scene.asked()).isEqualTo("a1 a2 a2 a1");
    }
  }

  @Test
  void networkErrorsAreExcusedWhereTheSettingSaysSo() {
    try (Scene scene = new Scene().with("ENABLE_CIRCUIT_BREAKER_ON_NETWORK_ERRORS", "false")) {
      scene.first.answers(Script.of(Step.reset()), Answers.empty());
      scene.open();
      scene.ask(Scene.STREAMED);
      assertThat(scene.heldAgainst()).isZero();
      scene.ask(Scene.STREAMED);
      assertThat(scene.heldAgainst()).isEqualTo(2);
    }
  }

  @Test
  void breakersCanBeSwitchedOff() {
    try (Scene scene = new Scene()) {
      scene.document().putObject("breaker").put("failures", 0);
      scene.first.answers(Answers.broken());
      scene.open();
      IntStream.range(0, 8).forEach(_ -> scene.ask(Scene.STREAMED));
      assertThat(scene.first.requests()).hasSize(8);
      assertThat(scene.heldAgainst()).isZero();
    }
  }

  private static List<RawCaller> callers(Scene scene, int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> scene.post("/v1/messages", Scene.STREAMED))
        .toList();
  }

  private static List<Step> waiting(CountDownLatch gate, Script script) {
    return Stream.concat(Stream.of(Step.await(gate)), script.steps().stream()).toList();
  }

  private static void assertAllAnswered(List<RawCaller> callers) {
    for (RawCaller caller : callers) {
      try (caller) {
        RawAnswer answer = caller.wholeAnswer();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("afar", "message_stop");
      }
    }
  }

  private static void assertNothingIsHeld(Scene scene) {
    Waiting.until("all is settled", () -> scene.gateway().gateway().live() == 0);
    scene
        .gateway()
        .gateway()
        .routes()
        .now()
        .channels()
        .forEach(channel -> assertThat(channel.state().active()).isZero());
  }
}
