package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.PassedOver;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record tells when its request got how far, and whom it passed over, in the order of time. */
final class PreludeTest {

  private static final Script GOOD = Answers.anthropicStream("hi");
  private static final Script MISSING =
      Answers.error(404, "not_found_error", "model: claude-sonnet-4-5");

  private final ScriptedUpstream a = ScriptedUpstream.start();
  private final ScriptedUpstream b = ScriptedUpstream.start();
  private final ScriptedUpstream c = ScriptedUpstream.start();
  private RunningGateway gateway;

  @SuppressWarnings("NullAway.Init") // opened before anything is asked
  PreludeTest() {
    List.of(a, b, c).forEach(each -> each.answers(GOOD).probes(Answers.keyRejected()));
  }

  @AfterEach
  void close() {
    gateway.close();
    List.of(a, b, c).forEach(ScriptedUpstream::close);
  }

  private static ObjectNode disabled(ObjectNode channel) {
    channel.withArray("keys").forEach(key -> ((ObjectNode) key).put("enabled", false));
    return channel;
  }

  private ObjectNode b() {
    return RunningGateway.channel("b", b, "b1");
  }

  private ObjectNode c() {
    return RunningGateway.channel("c", c, "c1");
  }

  private RawAnswer ask(String body) {
    try (var caller = RawCaller.connect(gateway.port())) {
      return caller
          .post("/v1/messages", body, "x-api-key: " + RunningGateway.ACCESS_KEY)
          .wholeAnswer();
    }
  }

  /** The record of one more request. */
  private RequestRecord record(String body) {
    int before = gateway.records().size();
    ask(body);
    Waiting.until("it is in the books", () -> gateway.records().size() > before);
    return gateway.records().getLast();
  }

  private RequestRecord record() {
    return record(Scene.STREAMED);
  }

  private static long known(@Nullable Long ms) {
    return Objects.requireNonNull(ms, "it was not noted");
  }

  @Test
  void aServedRequestTellsAllThatWentBeforeInItsOrder() {
    b.answers(Answers.outOfQuota());
    gateway = RunningGateway.with(disabled(RunningGateway.channel("a", a, "a1")), b(), c());
    RequestRecord record = record();
    assertThat(record.prelude().passedOver())
        .containsExactly(new PassedOver("a", "has no enabled key"));
    assertThat(record.attempts())
        .extracting(AttemptRecord::channel, AttemptRecord::verdict)
        .containsExactly(tuple("b", "quota_exhausted"), tuple("c", "succeeded"));
    AttemptRecord refused = record.attempts().getFirst();
    AttemptRecord served = record.attempts().getLast();
    assertThat(
            List.of(
                known(record.prelude().receivedMs()),
                known(record.prelude().admittedMs()),
                known(refused.startMs()),
                known(refused.startMs()) + refused.ms(),
                known(served.startMs()),
                record.ttftMs(),
                record.durationMs()))
        .isSorted();
    assertThat(known(served.startMs()) + served.ms()).isLessThanOrEqualTo(record.durationMs());
  }

  @Test
  void aChannelWhoseBreakerIsOpenWasPassedOverThoughAnotherWasReady() {
    a.answers(Answers.broken());
    gateway = RunningGateway.with(RunningGateway.channel("a", a, "a1"), b());
    RequestRecord record = record();
    while (record.attempts().size() > 1) {
      assertThat(record.prelude().passedOver()).isEmpty();
      record = record();
    }
    assertThat(record.channel()).isEqualTo("b");
    assertThat(record.prelude().passedOver())
        .containsExactly(new PassedOver("a", "channel rests after failures"));
  }

  @Test
  void aChannelWhoseKeysAllRestSaysAfterWhat() {
    a.answers(Answers.outOfQuota());
    gateway = RunningGateway.with(RunningGateway.channel("a", a, "a1", "a2"), b());
    assertThat(record().prelude().passedOver()).isEmpty();
    assertThat(record().prelude().passedOver())
        .containsExactly(new PassedOver("a", "key rests after quota_exhausted"));
  }

  @Test
  void aChannelOfWhichAnotherKeyWasAskedWasNotPassedOver() {
    a.answersKey("a1", Answers.outOfQuota());
    gateway = RunningGateway.with(RunningGateway.channel("a", a, "a1", "a2"), b());
    record();
    RequestRecord second = record();
    assertThat(second.channel()).isEqualTo("a");
    assertThat(second.prelude().passedOver()).isEmpty();
  }

  @Test
  void aChannelAtItsOwnLimitIsPassedOverByName() {
    ObjectNode limited = RunningGateway.channel("a", a, "a1");
    limited.putObject("limits").put("rpm", 1);
    gateway = RunningGateway.with(limited, b());
    record();
    assertThat(record().prelude().passedOver())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.channel()).isEqualTo("a");
          assertThat(each.reason()).contains("minute");
        });
  }

  @Test
  void nobodyComesToLaterTiers() {
    gateway = RunningGateway.with(b(), disabled(c().put("priority", 1)));
    assertThat(record().prelude().passedOver()).isEmpty();
  }

  @Test
  void aRequestThatNobodyIsAskedForTellsWhy() {
    gateway = RunningGateway.with(disabled(b()));
    RequestRecord record = record();
    assertThat(record.status()).isEqualTo(529);
    assertThat(record.attempts()).isEmpty();
    assertThat(record.prelude().admittedMs()).isNotNull();
    assertThat(record.prelude().passedOver())
        .containsExactly(new PassedOver("b", "has no enabled key"));
  }

  @Test
  void aModelThatAllSaidTheyLackTellsWhoSaidSo() {
    b.answers(MISSING);
    gateway = RunningGateway.with(b());
    assertThat(record().attempts()).hasSize(1);
    RequestRecord second = record();
    assertThat(second.status()).isEqualTo(404);
    assertThat(second.prelude().passedOver())
        .containsExactly(new PassedOver("b", "said that it does not have the model"));
  }

  @Test
  void aRequestThatCannotBeReadWasNeverReceivedOrAdmitted() {
    gateway = RunningGateway.with(b());
    RequestRecord record = record("{");
    assertThat(record.status()).isEqualTo(400);
    assertThat(record.prelude().receivedMs()).isNull();
    assertThat(record.prelude().admittedMs()).isNull();
  }
}
