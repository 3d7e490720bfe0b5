package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a whole gateway books of money, and what operators are told of it. */
final class MoneyOfRequestsTest {

  private static final String KEY = RunningGateway.ACCESS_KEY;
  private static final String HEADERS = "x-api-key: " + KEY;
  private final ScriptedUpstream upstream = ScriptedUpstream.start();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void everyAnswerIsBookedAtThePriceOfItsModelAndChannel() {
    upstream.answers(Answers.anthropicWhole("hi"));
    try (var gateway = gateway("2.5")) {
      RawAnswer answer = ask(gateway, "claude-sonnet-4-5", "x-claude-code-session-id: s1");
      JsonNode record = recorded(gateway, answer);
      // 12 in, 7 out, 3 written, 5 read: (36 + 105 + 11.25 + 1.5) * 2.5 millionths of a dollar.
      assertThat(record.path("cost").asText()).isEqualTo("0.000384375");
      assertThat(record.path("estimated").asBoolean()).isFalse();
      assertThat(record.path("cachedShare").asDouble()).isEqualTo(0.25);
      assertThat(record.at("/billed/0/multiplier").asText()).isEqualTo("2.5");
      String revision = record.at("/billed/0/price").asText();
      assertThat(get(gateway, "/api/prices").path("items"))
          .anySatisfy(price -> assertThat(price.path("revision").asText()).isEqualTo(revision));
      for (String by : List.of("model", "channel", "key", "day", "session")) {
        JsonNode stats = get(gateway, "/api/stats?by=" + by);
        assertThat(stats.at("/total/cost").asText()).as(by).isEqualTo("0.000384375");
        assertThat(stats.at("/items/0/requests").asInt()).isEqualTo(1);
        assertThat(stats.at("/items/0").has(by)).isTrue();
      }
      assertThat(get(gateway, "/api/stats/timeseries?bucket=day").at("/items/0/cost").asText())
          .isEqualTo("0.000384375");
      assertThat(
              get(gateway, "/api/stats/leaderboard?by=model&period=month")
                  .at("/items/0/rank")
                  .asInt())
          .isEqualTo(1);
      JsonNode session = get(gateway, "/api/sessions").at("/items/0");
      assertThat(session.path("session").asText()).isEqualTo("s1");
      assertThat(session.path("active").asBoolean()).isTrue();
    }
  }

  @Test
  void aModelWithoutAPriceIsUnpricedUntilTheOperatorSaysWhatItCosts() {
    upstream.answers(Answers.anthropicWhole("hi"));
    try (var gateway = gateway("1")) {
      JsonNode record = recorded(gateway, ask(gateway, "nobody-knows"));
      assertThat(record.path("cost").isNull()).isTrue();
      assertThat(get(gateway, "/api/stats").at("/total/unpriced").asInt()).isEqualTo(1);
      String body = "{\"items\":[{\"model\":\"nobody-knows\",\"input\":1,\"output\":\"2\"}]}";
      assertThat(send(gateway, "PUT", "/api/prices", body).status()).isEqualTo(200);
      JsonNode priced = recorded(gateway, ask(gateway, "nobody-knows"));
      // 12 in, 7 out, 3 written at 1.25, 5 read at 0.1.
      assertThat(priced.path("cost").asText()).isEqualTo("0.00003025");
    }
  }

  @Test
  void whatWasBookedIsComputedAgainAtTheNewPriceWhenThatIsWanted() {
    upstream.answers(Answers.anthropicWhole("hi"));
    try (var gateway = gateway("1")) {
      RawAnswer answer = ask(gateway, "nobody-knows", "x-claude-code-session-id: s1");
      assertThat(recorded(gateway, answer).path("cost").isNull()).isTrue();
      String first = "{\"items\":[{\"model\":\"nobody-knows\",\"input\":10,\"output\":20}]}";
      assertThat(send(gateway, "PUT", "/api/prices", first).status()).isEqualTo(200);
      Waiting.until(
          "what had no price has one",
          () -> recorded(gateway, answer).path("cost").asText().equals("0.0003025"));
      assertThat(get(gateway, "/api/stats").at("/total/unpriced").asInt()).isZero();
      String body = "{\"items\":[{\"model\":\"nobody-knows\",\"input\":1,\"output\":\"2\"}]}";
      assertThat(send(gateway, "PUT", "/api/prices", body).status()).isEqualTo(200);
      String path = "/api/prices/recompute";
      JsonNode preview = tree(send(gateway, "POST", path, "{\"since\":\"1h\"}").text());
      assertThat(preview.path("changed").asInt()).isEqualTo(1);
      assertThat(preview.path("applied").asBoolean()).isFalse();
      assertThat(recorded(gateway, answer).path("cost").asText()).isEqualTo("0.0003025");
      JsonNode done = tree(send(gateway, "POST", path, "{\"apply\":true}").text());
      assertThat(done.path("priced").asInt()).isZero();
      assertThat(done.path("before").asText()).isEqualTo("0.0003025");
      assertThat(done.at("/items/0/after").asText()).isEqualTo("0.00003025");
      JsonNode record = recorded(gateway, answer);
      assertThat(record.path("cost").asText()).isEqualTo("0.00003025");
      assertThat(record.at("/billed/0/price").asText())
          .isEqualTo(done.at("/items/0/to").asText())
          .isNotEmpty();
      for (String by : List.of("model", "channel", "key", "day", "session")) {
        JsonNode total = get(gateway, "/api/stats?by=" + by).path("total");
        assertThat(total.path("cost").asText()).as(by).isEqualTo("0.00003025");
        assertThat(total.path("unpriced").asInt()).as(by).isZero();
      }
      assertThat(tree(send(gateway, "POST", path, "{\"apply\":true}").text()).path("changed"))
          .hasToString("0");
      RawAnswer refused = send(gateway, "POST", path, "{\"since\":\"soon\"}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains("/since", "soon");
    }
  }

  @Test
  void pricesThatMakeNoSenseAreNamedAndAStaleWriterIsTold() {
    try (var gateway = gateway("1")) {
      RawAnswer bad =
          send(
              gateway,
              "PUT",
              "/api/prices",
              "{\"items\":[{\"model\":\"m\",\"input\":-1,\"output\":2}]}");
      assertThat(bad.status()).isEqualTo(400);
      assertThat(bad.text()).contains("/items/0/input: -1", "expected");
      String body = "{\"items\":[{\"model\":\"m\",\"input\":1,\"output\":2}]}";
      assertThat(send(gateway, "PUT", "/api/prices", body, "if-match: \"old\"").status())
          .isEqualTo(412);
      String tag = plain(gateway, "/api/prices").header("etag").orElseThrow();
      assertThat(send(gateway, "PUT", "/api/prices", body, "if-match: " + tag).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aListIsComparedAndTakenOverAndTheFeedIsTheOperatorsAlone() {
    upstream.probes(
        Answers.json(
            200, "{\"m\":{\"input_cost_per_token\":2e-06,\"output_cost_per_token\":4e-06}}"));
    Map<String, String> environment =
        Map.of("SLUICE_PRICES_URL", upstream.baseUrl() + "/prices.json");
    try (var gateway = gateway("1", environment)) {
      JsonNode preview = tree(send(gateway, "POST", "/api/prices/sync", "{}").text());
      assertThat(preview.path("added").asInt()).isEqualTo(1);
      assertThat(preview.path("applied").asBoolean()).isFalse();
      assertThat(get(gateway, "/api/prices").toString()).doesNotContain("\"model\":\"m\"");
      JsonNode done = tree(send(gateway, "POST", "/api/prices/sync", "{\"apply\":true}").text());
      assertThat(done.path("applied").asBoolean()).isTrue();
      assertThat(get(gateway, "/api/prices").toString()).contains("\"model\":\"m\"");
      String list =
          "{\"apply\":true,\"list\":{\"m\":{\"input_cost_per_token\":-1,"
              + "\"output_cost_per_token\":1}}}";
      RawAnswer refused = send(gateway, "POST", "/api/prices/sync", list);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains("/m/input_cost_per_token");
    }
  }

  @Test
  void anAnswerThatBreaksIsBookedAsAnEstimate() {
    upstream.answers(Answers.anthropicCutAfter("one", "two", "three"));
    try (var gateway = gateway("1")) {
      JsonNode record = recorded(gateway, ask(gateway, "claude-sonnet-4-5", true));
      assertThat(record.path("estimated").asBoolean()).isTrue();
      assertThat(record.path("inputTokens").asInt()).isPositive();
      assertThat(record.path("outputTokens").asInt()).isGreaterThanOrEqualTo(3);
      assertThat(get(gateway, "/api/stats").at("/total/estimated").asInt()).isEqualTo(1);
    }
  }

  @Test
  void anErrorInPlaceOfAnAnswerCostsNothingAndWhatCutsOffBeforeContentDoes() {
    upstream.answers(
        Answers.stream(
            List.of(Events.anthropicStart(), Events.anthropicError("overloaded_error", "busy"))),
        Answers.anthropicStream("one"));
    try (var gateway = gateway("1")) {
      JsonNode record = recorded(gateway, ask(gateway, "claude-sonnet-4-5", true));
      assertThat(record.path("attempts")).hasSize(2);
      assertThat(record.path("billed")).hasSize(1);
      assertThat(record.at("/billed/0/attempt").asInt()).isEqualTo(2);
      assertThat(record.path("estimated").asBoolean()).isFalse();
      upstream.answers(Answers.openStream(List.of(Events.anthropicStart())).then(Step.reset()));
      JsonNode cut = recorded(gateway, ask(gateway, "claude-sonnet-4-5", true));
      assertThat(cut.path("status").asInt()).isGreaterThanOrEqualTo(500);
      assertThat(cut.path("billed")).hasSize(1);
      assertThat(cut.at("/billed/0/estimated").asBoolean()).isTrue();
    }
  }

  @Test
  void aCallerThatLeavesIsBookedWithWhatHadCome() {
    upstream.answers(Answers.openStream(Events.anthropicBroken("one", "two")).then(Step.stall()));
    try (var gateway = gateway("1")) {
      try (var caller = RawCaller.connect(gateway.port())) {
        caller.post("/v1/messages", body("claude-sonnet-4-5", true), HEADERS).awaitText("two");
      }
      Waiting.until(
          "it is booked", () -> get(gateway, "/api/stats").at("/total/estimated").asInt() == 1);
      JsonNode record = get(gateway, "/api/stats/logs").at("/items/0");
      assertThat(record.path("endedBy").asText()).isEqualTo("caller");
      assertThat(record.path("cost").asText()).isNotEqualTo("0.00");
    }
  }

  @Test
  void countingTokensCostsNothingAndDoesNotCount() {
    upstream.answers(Answers.json(200, "{\"input_tokens\":5}"));
    try (var gateway = gateway("1")) {
      try (var caller = RawCaller.connect(gateway.port())) {
        RawAnswer answer =
            caller
                .post("/v1/messages/count_tokens", body("claude-sonnet-4-5", false), HEADERS)
                .wholeAnswer();
        assertThat(recorded(gateway, answer).path("cost").asText()).isEqualTo("0.00");
      }
      assertThat(get(gateway, "/api/stats").at("/total/requests").asInt()).isZero();
    }
  }

  @Test
  void anExportCannotTrickASpreadsheet() {
    upstream.answers(Answers.anthropicWhole("hi"));
    try (var gateway = gateway("1")) {
      for (String session : List.of("=1+1", "+a,b", "-x", "@y\"z")) {
        recorded(
            gateway, ask(gateway, "claude-sonnet-4-5", "x-claude-code-session-id: " + session));
      }
      RawAnswer csv = plain(gateway, "/api/stats/export");
      assertThat(csv.header("content-type").orElseThrow()).startsWith("text/csv");
      assertThat(csv.text().lines()).hasSize(5);
      assertThat(csv.text())
          .contains(",'=1+1,", ",\"'+a,b\",", ",'-x,", ",\"'@y\"\"z\",")
          .doesNotContain(",=1", ",+a", ",-x", ",@y");
      assertThat(plain(gateway, "/api/stats/export?session=-x").text().lines()).hasSize(2);
    }
  }

  @Test
  void questionsThatMakeNoSenseAreNamed() {
    try (var gateway = gateway("1")) {
      for (String question :
          List.of(
              "stats?by=colour",
              "stats?since=soon",
              "stats?limit=0",
              "stats?b=1",
              "stats?by=session&model=m",
              "stats/timeseries?bucket=week",
              "stats/leaderboard?period=year",
              "sessions?cursor=x",
              "stats/export?status=9xx")) {
        RawAnswer answer = plain(gateway, "/api/" + question);
        assertThat(answer.status()).as(question).isEqualTo(400);
        assertThat(answer.text()).contains("\"detail\"");
      }
    }
  }

  private RunningGateway gateway(String multiplier) {
    return gateway(multiplier, Map.of());
  }

  private RunningGateway gateway(String multiplier, Map<String, String> environment) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode channel = RunningGateway.channel("main", upstream, "sk-upstream-key");
    channel.put("costMultiplier", new java.math.BigDecimal(multiplier));
    document.putArray("channels").add(channel);
    return RunningGateway.start(document, environment);
  }

  private static String body(String model, boolean stream) {
    return "{\"model\":\""
        + model
        + "\",\"max_tokens\":9,\"stream\":"
        + stream
        + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  }

  private static RawAnswer ask(RunningGateway gateway, String model, String... headers) {
    return ask(gateway, model, false, headers);
  }

  private static RawAnswer ask(
      RunningGateway gateway, String model, boolean streaming, String... headers) {
    try (var caller = RawCaller.connect(gateway.port())) {
      var all = new java.util.ArrayList<>(List.of(headers));
      all.add(HEADERS);
      return caller
          .post("/v1/messages", body(model, streaming), all.toArray(String[]::new))
          .wholeAnswer();
    }
  }

  private static RawAnswer send(
      RunningGateway gateway, String method, String target, String body, String... headers) {
    try (var caller = RawCaller.connect(gateway.port())) {
      var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nhost: a\r\n" + HEADERS);
      head.append("\r\ncontent-type: application/json\r\ncontent-length: ").append(body.length());
      for (String header : headers) {
        head.append("\r\n").append(header);
      }
      return caller.send(head + "\r\n\r\n" + body).wholeAnswer();
    }
  }

  private static RawAnswer plain(RunningGateway gateway, String target) {
    try (var caller = RawCaller.connect(gateway.port())) {
      return caller.get(target, HEADERS).wholeAnswer();
    }
  }

  private static JsonNode get(RunningGateway gateway, String target) {
    RawAnswer answer = plain(gateway, target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return tree(answer.text());
  }

  private static JsonNode recorded(RunningGateway gateway, RawAnswer answer) {
    String target = "/api/stats/logs/" + answer.header("x-sluice-request-id").orElseThrow();
    Waiting.until("it is recorded", () -> plain(gateway, target).status() == 200);
    return get(gateway, target);
  }

  private static JsonNode tree(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
