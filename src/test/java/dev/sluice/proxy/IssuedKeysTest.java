package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.IssuingCaller;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.ReceivedRequest;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Issued keys through a whole gateway: what they may not do, and what they are told. */
final class IssuedKeysTest {

  private static final long DOLLAR = 1_000_000_000;

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final List<RawCaller> callers = new ArrayList<>();
  private RunningGateway gateway = open(Protocol.ANTHROPIC, Map.of());
  private IssuingCaller operator = new IssuingCaller(gateway);

  private RunningGateway open(Protocol protocol, Map<String, String> environment) {
    var channel = RunningGateway.channel("main", upstream, "sk-main").put("type", protocol.id());
    channel.putArray("groups").add("gold");
    var document = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    document.putArray("channels").add(channel);
    return RunningGateway.start(document, environment);
  }

  private void reopen(Protocol protocol, Map<String, String> environment) {
    gateway.close();
    gateway = open(protocol, environment);
    operator = new IssuingCaller(gateway);
  }

  @AfterEach
  void close() {
    callers.forEach(RawCaller::close);
    gateway.close();
    upstream.close();
  }

  private RawCaller post(String key, String path, String body, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.add("authorization: Bearer " + key);
    RawCaller caller =
        RawCaller.connect(gateway.port()).post(path, body, all.toArray(String[]::new));
    callers.add(caller);
    return caller;
  }

  private RawAnswer ask(String key) {
    return post(key, "/v1/messages", Rig.WHOLE).wholeAnswer();
  }

  private static String said(RawAnswer answer) {
    return answer.status() + " " + answer.text();
  }

  /* The scripted answer has twelve tokens of fresh input. */
  private void dear(long nanosEach) {
    BigDecimal millionTokens =
        BigDecimal.valueOf(nanosEach, 9)
            .multiply(BigDecimal.valueOf(1_000_000))
            .divide(BigDecimal.valueOf(12), 9, RoundingMode.HALF_UP);
    operator.done(
        "PUT",
        "/api/prices",
        "{\"items\":[{\"model\":\"claude-sonnet-4-5\",\"input\":\"%s\",\"output\":\"0\",\"cacheRead\":\"0\",\"cacheWrite\":\"0\",\"cacheWrite1h\":\"0\"}]}"
            .formatted(millionTokens.toPlainString()));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theThirdRequestOfAMinuteIsRefusedInTheCallersProtocol(Protocol protocol) {
    reopen(protocol, Map.of());
    Speech speech = Speech.of(protocol);
    upstream.answers(speech.good());
    String key = operator.key("{\"name\":\"alice\",\"rpm\":2}");
    for (int i = 0; i < 2; i++) {
      assertThat(post(key, speech.path(), speech.body()).wholeAnswer().status()).isEqualTo(200);
    }
    RawAnswer third = post(key, speech.path(), speech.body()).wholeAnswer();
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.text()).contains("rate limit reached: 2 requests per minute for this key");
    String kind =
        switch (protocol) {
          case ANTHROPIC -> "\"rate_limit_error\"";
          case OPENAI_CHAT, OPENAI_RESPONSES -> "rate_limit";
          case GEMINI -> "\"RESOURCE_EXHAUSTED\"";
        };
    assertThat(third.text()).contains(kind);
    assertThat(third.header("x-should-retry")).contains("true");
    assertThat(Integer.parseInt(third.header("retry-after").orElse("0"))).isBetween(1, 60);
    assertThat(upstream.requests()).hasSize(2);
  }

  @Test
  void aSpentBudgetIsToldInTheWordsThatClaudeCodeKnows() {
    upstream.answers(Answers.anthropicWhole("hello"));
    dear(DOLLAR);
    String key = operator.key("{\"name\":\"alice\",\"budgets\":{\"day\":\"1.00\"}}");
    RawAnswer first = ask(key);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("x-sluice-budget-left")).contains("day=1.00");
    gatewayIdle();
    RawAnswer second = ask(key);
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.text())
        .contains("\"billing_error\"")
        .containsPattern(
            "spend limit reached \\(daily; resets \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d"
                + " [A-Za-z/]+\\)");
    assertThat(second.header("x-should-retry")).contains("false");
    assertThat(Long.parseLong(second.header("retry-after").orElse("0"))).isBetween(1L, 90_000L);
  }

  @Test
  void countingTokensIsNeverRefusedNorCounted() {
    upstream.answers(Answers.anthropicWhole("hello"));
    dear(DOLLAR);
    String key = operator.key("{\"name\":\"alice\",\"rpm\":1,\"budgets\":{\"total\":\"0.50\"}}");
    assertThat(ask(key).status()).isEqualTo(200);
    gatewayIdle();
    assertThat(ask(key).status()).isEqualTo(429);
    assertThat(post(key, "/v1/messages/count_tokens", Rig.WHOLE).wholeAnswer().status())
        .isEqualTo(200);
    assertThat(used("alice", "requestsLastMinute")).isEqualTo(1);
  }

  @Test
  void asManyRequestsRunAtOnceAsTheKeyMayAndNoMore() {
    upstream.answers(Answers.openStream(Events.anthropicBroken("never ", "ending")));
    String key = operator.key("{\"name\":\"alice\",\"concurrent\":1}");
    RawCaller first = post(key, "/v1/messages", Rig.STREAMED).awaitText("never");
    RawAnswer second = ask(key);
    assertThat(said(second)).startsWith("429").contains("1 requests at once for this key");
    first.cut();
    Waiting.until("the first has ended", () -> used("alice", "running") == 0);
    upstream.answers(Answers.anthropicWhole("hello"));
    assertThat(ask(key).status()).isEqualTo(200);
  }

  @Test
  void sessionsAreCountedAndKnownOnesGoOn() {
    upstream.answers(Answers.anthropicWhole("hello"));
    String key = operator.key("{\"name\":\"alice\",\"sessions\":1}");
    String header = "x-claude-code-session-id: ";
    assertThat(post(key, "/v1/messages", Rig.WHOLE, header + "one").wholeAnswer().status())
        .isEqualTo(200);
    assertThat(said(post(key, "/v1/messages", Rig.WHOLE, header + "two").wholeAnswer()))
        .startsWith("429")
        .contains("1 sessions at once");
    assertThat(post(key, "/v1/messages", Rig.WHOLE, header + "one").wholeAnswer().status())
        .isEqualTo(200);
  }

  @Test
  void fiftyAtOnceOverspendADollarByAtMostTheLastReservation() {
    upstream.answers(Answers.anthropicWhole("hello"));
    long each = DOLLAR / 7;
    dear(each);
    String key = operator.key("{\"name\":\"alice\",\"budgets\":{\"total\":1}}");
    String ofTwelveTokens = Rig.WHOLE + " ".repeat(12 * 4 - Rig.WHOLE.length());
    List<RawCaller> agents = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      agents.add(post(key, "/v1/messages", ofTwelveTokens));
    }
    long served = agents.stream().filter(agent -> agent.wholeAnswer().status() == 200).count();
    assertThat(served * each).isLessThanOrEqualTo(DOLLAR + each);
    gatewayIdle();
    assertThat(upstream.requests()).hasSize((int) served);
    var usage = operator.done("GET", "/api/keys/alice", "").path("usage");
    assertThat(usage.path("reserved").asText()).isEqualTo("0.00");
    assertThat(new BigDecimal(usage.path("spent").path("total").asText()))
        .isEqualByComparingTo(BigDecimal.valueOf(served).multiply(BigDecimal.valueOf(each, 9)));
  }

  @Test
  void whatTheModelUsuallyCostsIsReservedWhereTheBodyDoesNotTell() {
    upstream.answers(Answers.anthropicWhole("hello"));
    operator.done(
        "PUT",
        "/api/prices",
        "{\"items\":[{\"model\":\"claude-sonnet-4-5\",\"input\":\"0\",\"output\":\"0\",\"cacheRead\":\"20000\"}]}");
    String key = operator.key("{\"name\":\"alice\",\"budgets\":{\"total\":1}}");
    assertThat(ask(key).status()).isEqualTo(200);
    gatewayIdle();
    List<RawCaller> agents = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      agents.add(post(key, "/v1/messages", Rig.WHOLE));
    }
    long served = agents.stream().filter(agent -> agent.wholeAnswer().status() == 200).count();
    assertThat(served).as("at ten cents each, after the first").isLessThanOrEqualTo(10);
  }

  @Test
  void aRestartIsNoNewBudgetWhetherTheStoreOrOnlyTheJournalKnowsWhatWasSpent() {
    upstream.answers(Answers.anthropicWhole("hello"));
    dear(DOLLAR);
    operator.done("POST", "/api/users", "{\"name\":\"ann\",\"budgets\":{\"month\":\"1.50\"}}");
    String one = operator.key("{\"name\":\"one\",\"budgets\":{\"day\":\"1.00\"}}");
    String two = operator.key("{\"name\":\"two\",\"user\":\"ann\"}");
    assertThat(ask(one).status()).isEqualTo(200);
    assertThat(ask(two).status()).isEqualTo(200);
    assertThat(ask(two).status()).isEqualTo(200);
    gatewayIdle();
    gateway = restarted();
    assertThat(said(ask(one))).startsWith("429").contains("spend limit reached (daily");
    assertThat(said(ask(two))).startsWith("429").contains("spend limit reached (monthly");
    Waiting.until("all is booked", () -> new BigDecimal(totalCost()).intValue() == 3);
    gateway = restarted();
    assertThat(said(ask(one))).startsWith("429").contains("spend limit reached (daily");
    var usage = operator.done("GET", "/api/keys/two", "").path("usage");
    assertThat(usage.path("spent").path("day").asText()).isEqualTo("2.00");
  }

  @Test
  void aKeyThatIsShownBeforeTheBooksAreOpenWaitsWithItsBodyAndIsNotRefused() {
    upstream.answers(Answers.anthropicWhole("hello"));
    String key = operator.key("{\"name\":\"one\"}");
    gateway = restarted();
    String filling = "x".repeat(300_000);
    String body =
        "{\"model\":\"claude-sonnet-4-5\",\"messages\":[],\"metadata\":\"" + filling + "\"}";
    assertThat(post(key, "/v1/messages", body).wholeAnswer().status()).isEqualTo(200);
    assertThat(said(ask("sk-slu-unknown"))).startsWith("401");
  }

  private RunningGateway restarted() {
    var next = RunningGateway.on(gateway.folder());
    gateway.close();
    operator = new IssuingCaller(next);
    return next;
  }

  private String totalCost() {
    return operator.done("GET", "/api/stats?by=key", "").path("total").path("cost").asText();
  }

  @Test
  void aPersonsKeysShareWhatThePersonMayUse() {
    upstream.answers(Answers.anthropicWhole("hello"));
    operator.done("POST", "/api/users", "{\"name\":\"ann\",\"rpm\":1}");
    String one = operator.key("{\"name\":\"one\",\"user\":\"ann\"}");
    String two = operator.key("{\"name\":\"two\",\"user\":\"ann\"}");
    assertThat(ask(one).status()).isEqualTo(200);
    assertThat(said(ask(two)))
        .startsWith("429")
        .contains("1 requests per minute for this key's owner");
  }

  @Test
  void aDisabledOrExpiredKeyIsToldSoAndAnUnknownOneLearnsNothing() {
    String key = operator.key("{\"name\":\"alice\"}");
    operator.done("PATCH", "/api/keys/alice", "{\"enabled\":false}");
    assertThat(said(ask(key))).startsWith("401").contains("This key is disabled");
    operator.done(
        "PATCH", "/api/keys/alice", "{\"enabled\":true,\"expiresAt\":\"2020-01-01T00:00:00Z\"}");
    assertThat(said(ask(key))).startsWith("401").contains("expired at 2020-01-01T00:00:00Z");
    String almost = key.substring(0, key.length() - 9) + "AAAAAAAAA";
    assertThat(said(ask(almost)))
        .startsWith("401")
        .contains("does not accept the key")
        .doesNotContain("expired")
        .doesNotContain("disabled");
  }

  @Test
  void aRotatedKeyWorksForItsGraceAndTheNewOneAtOnce() {
    upstream.answers(Answers.anthropicWhole("hello"));
    String old = operator.key("{\"name\":\"alice\"}");
    String fresh =
        operator.done("POST", "/api/keys/alice/rotate", "{\"grace\":\"1h\"}").path("key").asText();
    assertThat(ask(old).status()).isEqualTo(200);
    assertThat(ask(fresh).status()).isEqualTo(200);
    String newest =
        operator.done("POST", "/api/keys/alice/rotate", "{\"grace\":\"0m\"}").path("key").asText();
    assertThat(said(ask(fresh))).startsWith("401").contains("This key was replaced");
    assertThat(said(ask(old))).startsWith("401").contains("does not accept the key");
    assertThat(ask(newest).status()).isEqualTo(200);
  }

  @Test
  void whatAKeyMayNotDoIsNamed() {
    String key =
        operator.key(
            "{\"name\":\"alice\",\"models\":[\"claude-haiku-*\"],\"protocols\":[\"anthropic\"]}");
    assertThat(said(ask(key)))
        .startsWith("403")
        .contains("permission_error")
        .contains(
            "model: this key may not use \\\"claude-sonnet-4-5\\\" (allowed: claude-haiku-*)");
    assertThat(said(post(key, "/v1/chat/completions", "{\"model\":\"x\"}").wholeAnswer()))
        .startsWith("403")
        .contains("protocol: this key may not use \\\"openai-chat\\\" (allowed: anthropic)");
    String codex = operator.key("{\"name\":\"codex\",\"clients\":[\"codex\"]}");
    assertThat(said(post(codex, "/v1/messages", Rig.WHOLE, "user-agent: x").wholeAnswer()))
        .startsWith("403")
        .contains("client: this key may not use \\\"other\\\" (allowed: codex)");
    String far = operator.key("{\"name\":\"far\",\"addresses\":[\"203.0.113.0/24\"]}");
    assertThat(said(ask(far))).startsWith("403").contains("may not be used from 127.0.0.1");
    String silver = operator.key("{\"name\":\"silver\",\"groups\":[\"silver\"]}");
    assertThat(said(ask(silver))).startsWith("403").contains("allowed groups: silver");
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void aKeyOfAGroupIsServedByItsChannels() {
    upstream.answers(Answers.anthropicWhole("hello"));
    String gold = operator.key("{\"name\":\"gold\",\"groups\":[\"gold\",\"silver\"]}");
    assertThat(ask(gold).status()).isEqualTo(200);
    Waiting.until("it is in the books", () -> !gateway.records().isEmpty());
    var caller = gateway.records().getFirst().caller();
    assertThat(caller.kind()).isEqualTo("key");
    assertThat(caller.name()).isEqualTo("gold");
  }

  @Test
  void aSlotLeadsToItsModelWithItsEffort() {
    upstream.answers(Answers.anthropicWhole("hello"));
    String key =
        operator.key(
            "{\"name\":\"alice\",\"slots\":{\"sonnet\":{\"channel\":\"anthropic\",\"model\":"
                + "\"glm-4.6\",\"effort\":\"low\"},\"opus\":{\"channel\":\"main\",\"model\":\"big\"}}}");
    assertThat(ask(key).status()).isEqualTo(200);
    ReceivedRequest slotted = upstream.requests().getFirst();
    assertThat(slotted.body().toString())
        .isEqualTo(
            "{\"model\":\"glm-4.6\",\"messages\":[],\"output_config\":{\"effort\":\"low\"}}");
    String opus = Rig.WHOLE.replace("sonnet", "opus");
    assertThat(post(key, "/v1/messages", opus).wholeAnswer().status()).isEqualTo(200);
    assertThat(upstream.requests().get(1).body().toString())
        .isEqualTo("{\"model\":\"big\",\"messages\":[]}");
  }

  @Test
  void limitsCanBeSwitchedOff() {
    reopen(Protocol.ANTHROPIC, Map.of("ENABLE_RATE_LIMIT", "false"));
    upstream.answers(Answers.anthropicWhole("hello"));
    String key = operator.key("{\"name\":\"alice\",\"rpm\":1}");
    assertThat(ask(key).status()).isEqualTo(200);
    assertThat(ask(key).status()).isEqualTo(200);
    assertThat(used("alice", "requestsLastMinute")).isEqualTo(2);
  }

  @Test
  void everyWayThatARequestCanEndFreesWhatItHeld() {
    String key = operator.key("{\"name\":\"alice\"}");
    upstream.answers(
        Answers.anthropicCutAfter("half"), Answers.keyRejected(), Answers.anthropicStream("well"));
    post(key, "/v1/messages", Rig.STREAMED).wholeAnswer();
    ask(key);
    post(key, "/v1/messages", Rig.STREAMED).wholeAnswer();
    post(key, "/v1/messages", "{\"model\":\"\"}").wholeAnswer();
    post(key, "/v1/messages", "no json").wholeAnswer();
    post(key, "/v1/messages", Rig.STREAMED).cut();
    gatewayIdle();
    Waiting.until("nothing runs", () -> used("alice", "running") == 0);
    assertThat(operator.done("GET", "/api/keys/alice", "").path("usage").path("reserved").asText())
        .isEqualTo("0.00");
  }

  private int used(String key, String figure) {
    return operator.done("GET", "/api/keys/" + key, "").path("usage").path(figure).asInt(-1);
  }

  private void gatewayIdle() {
    Waiting.until("nothing is held", () -> gateway.gateway().live() == 0);
  }
}
