package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import dev.sluice.testing.UpstreamExchange.Ending;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller that goes away takes its upstream with it, and nobody is blamed. */
final class CallerGoneTest {

  static Stream<Arguments> moments() {
    return Stream.of(
        Arguments.of("before the head", Script.of(Step.stall()), ""),
        Arguments.of("while it is held", Answers.pingsOnly(2), ""),
        Arguments.of(
            "in mid-stream",
            Answers.openStream(Events.anthropicBroken("so far")).then(Step.stall()),
            "so far"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("moments")
  void theUpstreamIsCancelledWhenTheCallerGoes(String when, Script script, String seen) {
    try (Rig rig = Rig.start()) {
      rig.one().answers(script);
      RawCaller caller = rig.askStreamed();
      rig.one().exchange(0);
      if (!seen.isEmpty()) {
        caller.awaitText(seen);
      }
      caller.cut();
      assertThat(rig.one().exchange(0).ending()).isEqualTo(Ending.CALLER_GONE);
      rig.awaitIdle();
      assertThat(rig.record().endedBy()).isEqualTo(EndedBy.CALLER);
      assertThat(rig.record().attempts().getFirst().verdict()).isEqualTo("caller_gone");
      assertThat(rig.two().requests()).isEmpty();
    }
  }

  @Test
  void aCallerThatGoesInTheMiddleOfItsBodyLeavesNothing() {
    try (Rig rig = Rig.start()) {
      RawCaller caller = rig.caller();
      caller.send(
          "POST /v1/messages HTTP/1.1\r\nhost: a\r\n"
              + Rig.KEY
              + "\r\ncontent-length: 99\r\n\r\n{");
      dev.sluice.testing.Waiting.until(
          "it has begun", () -> rig.gateway().gateway().bodyBytes() > 0);
      caller.cut();
      rig.awaitIdle();
      assertThat(rig.one().requests()).isEmpty();
    }
  }

  @Test
  void theConnectionOfAnAnswerThatCameWholeIsUsedAgain() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicStream("a"));
      RawCaller caller = rig.caller();
      for (int round = 1; round <= 3; round++) {
        caller.post("/v1/messages", Rig.STREAMED, Rig.KEY);
        int rounds = round;
        dev.sluice.testing.Waiting.until(
            "answer " + round,
            () -> caller.bytes().toString().split("\r\n0\r\n\r\n", -1).length > rounds);
      }
      assertThat(rig.one().exchanges()).hasSize(3);
      // One more is the probe's.
      assertThat(rig.one().acceptedConnections()).isLessThanOrEqualTo(2);
    }
  }
}
