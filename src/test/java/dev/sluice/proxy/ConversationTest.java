package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Answers;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Conversations and the places where they are served. */
final class ConversationTest {

  private static final Script GOOD = Answers.anthropicStream("from ", "afar");
  private static final String ONE = "x-claude-code-session-id: one";
  private static final String TWO = "x-claude-code-session-id: two";

  @Test
  void aConversationKeepsItsChannelWhileOthersTakeTurns() {
    try (Scene scene = new Scene()) {
      scene.document().put("strategy", "round-robin");
      scene.open();
      String home = channel(scene, ONE);
      String other = channel(scene, TWO);
      assertThat(other).isNotEqualTo(home);
      for (int turn = 0; turn < 3; turn++) {
        assertThat(channel(scene, ONE)).isEqualTo(home);
        assertThat(channel(scene, TWO)).isEqualTo(other);
      }
    }
  }

  @Test
  void requestsWithoutAConversationTakeTurns() {
    try (Scene scene = new Scene()) {
      scene.document().put("strategy", "round-robin");
      scene.open();
      List<String> served = new ArrayList<>();
      for (int turn = 0; turn < 4; turn++) {
        served.add(channel(scene, "x-none: 1"));
      }
      assertThat(served).containsExactly("first", "second", "first", "second");
    }
  }

  @Test
  void parallelFirstRequestsStayTogether() {
    try (Scene scene = new Scene()) {
      scene.document().put("strategy", "round-robin");
      var gate = new CountDownLatch(1);
      var steps = new ArrayList<Step>(List.of(Step.await(gate)));
      steps.addAll(GOOD.steps());
      scene.first.answers(new Script(steps));
      scene.open();
      List<RawCaller> callers = new ArrayList<>();
      for (int n = 0; n < 12; n++) {
        callers.add(scene.post("/v1/messages", Scene.STREAMED, ONE));
      }
      Waiting.until("all have asked", () -> scene.first.requests().size() == 12);
      gate.countDown();
      callers.forEach(caller -> assertThat(caller.wholeAnswer().status()).isEqualTo(200));
      callers.forEach(RawCaller::close);
      assertThat(scene.second.requests()).isEmpty();
    }
  }

  @Test
  void aConversationMovesWhenItsPlaceFailsAndStaysMoved() {
    try (Scene scene = new Scene()) {
      scene.first.answers(GOOD, Answers.broken(), GOOD);
      scene.open();
      assertThat(channel(scene, ONE)).isEqualTo("first");
      assertThat(channel(scene, ONE)).isEqualTo("second");
      assertThat(channel(scene, ONE)).isEqualTo("second");
      assertThat(channel(scene, TWO)).isEqualTo("first");
    }
  }

  @Test
  void aConversationKeepsItsKeyThoughTheRingHasMovedOn() {
    try (Scene scene = new Scene()) {
      Script limited = Answers.error(429, "rate_limit_error", "Wait", "retry-after: 30");
      scene.first.answersKey("a1", limited, GOOD);
      scene.open();
      channel(scene, ONE);
      scene.live(0).state().recover(scene.key("a1").id());
      channel(scene, TWO);
      channel(scene, ONE);
      assertThat(scene.asked()).isEqualTo("a1 a2 a1 a2");
    }
  }

  @Test
  void aShortPauseIsWaitedOutRatherThanMovingAConversation() {
    try (Scene scene = new Scene()) {
      Script limited = Answers.error(429, "rate_limit_error", "Wait", "retry-after-ms: 250");
      scene.first.answersKey("a1", GOOD, limited, GOOD);
      scene.open();
      channel(scene, ONE);
      channel(scene, ONE);
      channel(scene, ONE);
      assertThat(scene.asked()).isEqualTo("a1 a1 a1 a1");
    }
  }

  @Test
  void aBrokenAnswerSendsTheNextRequestsElsewhere() {
    try (Scene scene = new Scene()) {
      scene.first.answers(Answers.anthropicCutAfter("from "), GOOD);
      scene.open();
      assertThat(scene.ask(Scene.STREAMED, ONE).text()).contains("event: error");
      assertThat(channel(scene, ONE)).isEqualTo("second");
      assertThat(channel(scene, ONE)).isEqualTo("second");
      assertThat(channel(scene, TWO)).isEqualTo("first");
    }
  }

  private static String channel(Scene scene, String session) {
    var answer = scene.ask(Scene.STREAMED, session);
    assertThat(answer.status()).isEqualTo(200);
    return answer.header("x-sluice-channel").orElseThrow();
  }
}
