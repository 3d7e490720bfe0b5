package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.IssuingCaller;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel at one of its own limits is passed over, as long as it is, and nothing else. */
final class ChannelLimitsTest {

  private final ScriptedUpstream main = ScriptedUpstream.start();
  private final ScriptedUpstream spare = ScriptedUpstream.start();
  private RunningGateway gateway = open(_ -> {});

  private RunningGateway open(Consumer<ObjectNode> limits) {
    ObjectNode limited = RunningGateway.channel("main", main, "sk-main");
    limits.accept(limited.putObject("limits"));
    return RunningGateway.with(limited, RunningGateway.channel("spare", spare, "sk-spare"));
  }

  private void reopen(Consumer<ObjectNode> limits) {
    gateway.close();
    gateway = open(limits);
    main.answers(Answers.anthropicWhole("main"));
    spare.answers(Answers.anthropicWhole("spare"));
  }

  @AfterEach
  void close() {
    gateway.close();
    main.close();
    spare.close();
  }

  private RawAnswer ask() {
    try (var caller = post(Rig.WHOLE)) {
      return caller.wholeAnswer();
    }
  }

  private RawCaller post(String body) {
    return RawCaller.connect(gateway.port())
        .post("/v1/messages", body, "authorization: Bearer " + RunningGateway.ACCESS_KEY);
  }

  @Test
  void whatIsTooMuchForAMinuteGoesToTheNextChannel() {
    reopen(limits -> limits.put("rpm", 2));
    assertThat(ask().header("x-sluice-channel")).contains("main");
    assertThat(ask().header("x-sluice-channel")).contains("main");
    RawAnswer third = ask();
    assertThat(third.header("x-sluice-channel")).contains("spare");
    assertThat(third.header("x-sluice-attempts")).contains("1");
    assertThat(main.requests()).hasSize(2);
  }

  @Test
  void aSpentBudgetSendsEverythingElsewhereAlsoAfterARestart() {
    reopen(limits -> limits.putObject("budgets").put("day", "0.00001"));
    assertThat(ask().header("x-sluice-channel")).contains("main");
    Waiting.until("it is settled", () -> gateway.gateway().live() == 0);
    assertThat(ask().header("x-sluice-channel")).contains("spare");
    var next = RunningGateway.on(gateway.folder());
    gateway.close();
    gateway = next;
    /* The access key waits for no books, so the first of them may still go there. */
    Waiting.until(
        "the books are open",
        () -> ask().header("x-sluice-channel").filter("spare"::equals).isPresent());
    assertThat(ask().header("x-sluice-channel")).contains("spare");
  }

  @Test
  void aPlaceIsFreeAgainOnceItsRequestHasEnded() {
    reopen(limits -> limits.put("concurrent", 1));
    main.answers(Answers.openStream(Events.anthropicBroken("never ", "ending")));
    RawCaller first = post(Rig.STREAMED).awaitText("never");
    assertThat(ask().header("x-sluice-channel")).contains("spare");
    first.cut();
    Waiting.until("the first has ended", () -> gateway.gateway().live() == 0);
    main.answers(Answers.anthropicWhole("main"));
    assertThat(ask().header("x-sluice-channel")).contains("main");
  }

  @Test
  void whenEveryChannelIsAtItsLimitTheCallerIsToldWhich() {
    reopen(limits -> limits.put("rpm", 1));
    ask();
    spare.close();
    RawAnswer refused = ask();
    assertThat(refused.status()).isEqualTo(529);
    assertThat(refused.text()).contains("main: rate limit reached: 1 requests per minute");
  }

  @Test
  void countingTokensUsesNothingUp() {
    reopen(limits -> limits.put("rpm", 1));
    for (int i = 0; i < 3; i++) {
      try (var caller =
          RawCaller.connect(gateway.port())
              .post(
                  "/v1/messages/count_tokens",
                  Rig.WHOLE,
                  "authorization: Bearer " + RunningGateway.ACCESS_KEY)) {
        caller.wholeAnswer();
      }
    }
    assertThat(ask().header("x-sluice-channel")).contains("main");
  }

  @Test
  void theLimitsAreShownWithTheChannel() {
    reopen(limits -> limits.put("tpm", 1000).putObject("budgets").put("month", "20"));
    var shown = new IssuingCaller(gateway).done("GET", "/api/channels/main", "").path("limits");
    assertThat(shown.path("tpm").asInt()).isEqualTo(1000);
    assertThat(shown.path("budgets").path("month").asText()).isEqualTo("20.00");
  }
}
