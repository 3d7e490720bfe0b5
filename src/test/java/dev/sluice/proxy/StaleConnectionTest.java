package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A kept connection that its upstream gives up as it is used again is no failure of anyone. */
final class StaleConnectionTest {

  private static final Script FINE = Answers.anthropicWhole("fine");

  static Stream<Script> closings() {
    return Stream.of(Script.of(Step.close()), Script.of(Step.reset()));
  }

  @ParameterizedTest
  @MethodSource("closings")
  void theRequestIsSentAgainAndItStaysOneAttempt(Script closing) {
    try (Rig rig = Rig.start()) {
      rig.one().answers(FINE, closing, FINE);
      assertThat(rig.askWhole().wholeAnswer().status()).isEqualTo(200);
      RawAnswer answer = rig.askWhole().wholeAnswer();
      assertThat(answer.header("x-sluice-channel")).contains("one");
      assertThat(answer.header("x-sluice-attempts")).contains("1");
      assertThat(rig.one().requests()).hasSize(3);
      assertThat(rig.one().requests().get(2).body()).isEqualTo(rig.one().requests().get(1).body());
    }
  }

  @Test
  void aFreshConnectionThatClosesIsAFailure() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Script.of(Step.close()));
      rig.two().answers(FINE);
      assertThat(rig.askWhole().wholeAnswer().header("x-sluice-attempts")).contains("2");
      assertThat(rig.one().requests()).hasSize(1);
    }
  }

  @Test
  void theConnectionAfterAStaleOneIsFreshAndMayNotClose() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(FINE, Script.of(Step.close()));
      rig.two().answers(FINE);
      rig.askWhole().wholeAnswer();
      assertThat(rig.askWhole().wholeAnswer().header("x-sluice-channel")).contains("two");
      assertThat(rig.one().requests()).hasSize(3);
    }
  }

  @Test
  void theBeginningOfAnAnswerForbidsIt() {
    try (Rig rig = Rig.start()) {
      rig.one()
          .answers(FINE, Script.of(Step.send("HTTP/1.1 200 OK\r\ncontent-le"), Step.close()), FINE);
      rig.two().answers(FINE);
      rig.askWhole().wholeAnswer();
      assertThat(rig.askWhole().wholeAnswer().header("x-sluice-channel")).contains("two");
      assertThat(rig.one().requests()).hasSize(2);
    }
  }

  @Test
  void aTimeOutForbidsIt() {
    try (Rig rig = Rig.start(Rig.timeouts(Map.of("firstByteMs", 300)))) {
      rig.one().answers(FINE, Script.of(Step.stall()), FINE);
      rig.two().answers(FINE);
      rig.askWhole().wholeAnswer();
      assertThat(rig.askWhole().wholeAnswer().header("x-sluice-channel")).contains("two");
      assertThat(rig.one().requests()).hasSize(2);
    }
  }
}
