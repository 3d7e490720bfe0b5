package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.base.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole gateway keeps and tells of its requests. */
final class BooksTest {

  private static final String KEY = RunningGateway.ACCESS_KEY;
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String BODY =
      "{\"model\":\"claude-x\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String ANSWER =
      "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\","
          + "\"content\":[{\"type\":\"text\",\"text\":\"hi\"}],\"stop_reason\":\"end_turn\","
          + "\"usage\":{\"input_tokens\":3,\"output_tokens\":7}}";

  @TempDir Path folder = Path.of("");
  private final ScriptedUpstream upstream = ScriptedUpstream.start();

  @BeforeEach
  void script() throws IOException {
    upstream.answers(Answers.json(200, ANSWER));
    var document = JsonNodeFactory.instance.objectNode();
    document.putArray("channels").add(RunningGateway.channel("main", upstream, "sk-upstream-key"));
    Files.writeString(folder.resolve("config.json"), document.toString());
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void aRequestIsInTheLogWithItsAttemptsAndTokens() throws Exception {
    Gateway gateway = start();
    try {
      RawAnswer answer = ask(gateway, "x-api-key: " + KEY, "x-claude-code-session-id: s1");
      String id = answer.header("x-sluice-request-id").orElseThrow();
      JsonNode record = recorded(gateway, id);
      assertThat(record.properties())
          .extracting(Map.Entry::getKey)
          .containsExactly(
              "id",
              "time",
              "caller",
              "protocol",
              "model",
              "servedModel",
              "channel",
              "key",
              "session",
              "agent",
              "status",
              "verdict",
              "attempts",
              "receivedMs",
              "admittedMs",
              "passedOver",
              "inputTokens",
              "outputTokens",
              "cacheReadTokens",
              "cacheWriteTokens",
              "webSearches",
              "cost",
              "estimated",
              "cachedShare",
              "billed",
              "ttfbMs",
              "ttftMs",
              "durationMs",
              "endedBy",
              "error");
      assertThat(record.path("channel").asText()).isEqualTo("main");
      assertThat(record.path("session").asText()).isEqualTo("s1");
      assertThat(record.path("inputTokens").asInt()).isEqualTo(3);
      assertThat(record.path("outputTokens").asInt()).isEqualTo(7);
      assertThat(record.path("endedBy").asText()).isEqualTo("upstream");
      assertThat(record.at("/caller/kind").asText()).isEqualTo("access-key");
      assertThat(record.at("/attempts/0/verdict").asText()).isEqualTo("succeeded");
      assertThat(get(gateway, "/api/stats/logs?session=s1").path("items")).hasSize(1);
      assertThat(get(gateway, "/api/stats/logs?status=5xx").path("items")).isEmpty();
    } finally {
      gateway.stop();
    }
  }

  @Test
  void refusalsOfTheGateAndOfTheParserAreRecorded() throws Exception {
    Gateway gateway = start();
    try {
      String stranger =
          ask(gateway, "x-api-key: wrong").header("x-sluice-request-id").orElseThrow();
      JsonNode refused = recorded(gateway, stranger);
      assertThat(refused.path("status").asInt()).isEqualTo(401);
      assertThat(refused.at("/caller/kind").asText()).isEqualTo("unknown");
      try (var caller = RawCaller.connect(gateway.port())) {
        caller.send("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nhost: a\r\n\r\n");
        String id = caller.wholeAnswer().header("x-sluice-request-id").orElseThrow();
        JsonNode broken = recorded(gateway, id);
        assertThat(broken.path("status").asInt()).isGreaterThanOrEqualTo(400);
        assertThat(broken.path("protocol").isNull()).isTrue();
        assertThat(broken.path("error").asText()).contains("request line");
      }
    } finally {
      gateway.stop();
    }
  }

  @Test
  void badParametersAreNamed() throws Exception {
    Gateway gateway = start();
    try {
      for (String query : List.of("status=9xx", "limit=0", "since=soon", "cursor=x", "stauts=1")) {
        RawAnswer answer = plain(gateway, "/api/stats/logs?" + query);
        assertThat(answer.status()).as(query).isEqualTo(400);
        assertThat(answer.text()).contains(query.replaceFirst("=.*", ""));
      }
      assertThat(plain(gateway, "/api/stats/logs/req_none").status()).isEqualTo(404);
    } finally {
      gateway.stop();
    }
  }

  @Test
  void trafficGoesOnWithoutAStoreWhichCatchesUpLater() throws Exception {
    Path file = folder.resolve("sluice.db");
    Files.createDirectory(file);
    Gateway gateway = start();
    try {
      String id = ask(gateway, "x-api-key: " + KEY).header("x-sluice-request-id").orElseThrow();
      assertThat(plain(gateway, "/api/stats/logs").status()).isEqualTo(503);
      Waiting.until("a record waits", () -> metrics(gateway).contains("sluice_log_waiting 1.0"));
      assertThat(get(gateway, "/health").at("/books/store").asText()).isEqualTo("away");
      Files.delete(file);
      assertThat(recorded(gateway, id).path("status").asInt()).isEqualTo(200);
    } finally {
      gateway.stop();
    }
  }

  @Test
  void withoutAJournalRequestsAreServedOrRefusedAsTheOperatorSaid() throws Exception {
    Files.writeString(folder.resolve("journal"), "in the way");
    for (String policy : List.of("serve", "refuse")) {
      var settings =
          Settings.read(
              Map.of("SLUICE_JOURNAL_FULL", policy),
              Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
      Gateway gateway = Gateway.start(settings, List.of(Secret.of(KEY)), Map.of(), _ -> {});
      try {
        RawAnswer answer = ask(gateway, "x-api-key: " + KEY);
        assertThat(answer.status()).isEqualTo(policy.equals("serve") ? 200 : 529);
        if (policy.equals("refuse")) {
          assertThat(answer.text()).contains("SLUICE_JOURNAL_FULL", "overloaded_error");
          assertThat(answer.header("retry-after")).isPresent();
        }
        JsonNode health = get(gateway, "/health");
        assertThat(health.at("/books/journal").asText()).isEqualTo("unavailable");
        assertThat(health.path("status").asText()).isEqualTo("degraded");
      } finally {
        gateway.stop();
      }
    }
  }

  @Test
  void theBooksGoOnAfterTheirOwnerDied() throws Exception {
    Gateway gateway = start();
    try {
      String before = gateway.supervisor().deployment("ledger");
      gateway.vertx().undeploy(before).await(5, TimeUnit.SECONDS);
      String id = ask(gateway, "x-api-key: " + KEY).header("x-sluice-request-id").orElseThrow();
      assertThat(recorded(gateway, id).path("status").asInt()).isEqualTo(200);
      assertThat(gateway.supervisor().deployment("ledger")).isNotEqualTo(before);
    } finally {
      gateway.stop();
    }
  }

  @Test
  void whatEndedJustBeforeTheStopIsKept() throws Exception {
    Gateway gateway = start();
    String id = ask(gateway, "x-api-key: " + KEY).header("x-sluice-request-id").orElseThrow();
    gateway.stop();
    try (StoredLog log = StoredLog.in(folder, Map.of()).orElseThrow()) {
      assertThat(log.requests().find(id).toCompletableFuture().join()).isPresent();
    }
  }

  @Test
  void listenersHearOfRequestsAndOfConfigurationsUntilTheStop() throws Exception {
    Gateway gateway = start();
    try (var listener = RawCaller.connect(gateway.port())) {
      listener.get("/api/events", "x-api-key: " + KEY).awaitText(": listening");
      String id = ask(gateway, "x-api-key: " + KEY).header("x-sluice-request-id").orElseThrow();
      listener.awaitText("event: request").awaitText("\"id\":\"" + id + "\"");
      String document = Files.readString(folder.resolve("config.json"));
      Files.writeString(
          folder.resolve("config.json"), document.replaceFirst("\\{", "{\"strategy\":\"random\","));
      listener.awaitText("event: config").awaitText("\"revision\":");
      gateway.stop();
      assertThat(listener.wholeAnswer().complete()).isTrue();
    }
  }

  @Test
  void metricsCountWithBoundedLabels() throws Exception {
    Gateway gateway = start();
    try {
      recorded(
          gateway, ask(gateway, "x-api-key: " + KEY).header("x-sluice-request-id").orElseThrow());
      assertThat(metrics(gateway))
          .contains(
              "sluice_requests_total{channel=\"main\",protocol=\"anthropic\",status=\"2xx\"} 1.0",
              "sluice_attempts_total{channel=\"main\",verdict=\"succeeded\"} 1.0",
              "sluice_tokens_total{channel=\"main\",kind=\"output\"} 7.0",
              "sluice_breaker_state{channel=\"main\",state=\"closed\"} 1.0",
              "sluice_keys{channel=\"main\",state=\"ready\"} 1.0",
              "sluice_request_duration_seconds_bucket",
              "sluice_first_byte_seconds_count",
              "sluice_streams_live 0.0")
          .doesNotContain("claude-x", "sk-upstream");
      try (var stranger = RawCaller.connect(gateway.port())) {
        assertThat(stranger.get("/metrics").wholeAnswer().status()).isEqualTo(401);
      }
    } finally {
      gateway.stop();
    }
  }

  @Test
  void aTraceReachesTheUpstreamAndTheRecord() throws Exception {
    var records = new java.util.concurrent.LinkedBlockingQueue<dev.sluice.ledger.RequestRecord>();
    Gateway gateway = Gateway.start(settings(), List.of(Secret.of(KEY)), Map.of(), records::add);
    try {
      ask(gateway, "x-api-key: " + KEY, "traceparent: " + TRACE);
      assertThat(upstream.exchanges().getFirst().request().header("traceparent")).contains(TRACE);
      var record = records.poll(20, TimeUnit.SECONDS);
      assertThat(record).isNotNull().satisfies(it -> assertThat(it.trace()).isEqualTo(TRACE));
      ask(gateway, "x-api-key: " + KEY, "traceparent: 00-\"x\"-1");
      var second = records.poll(20, TimeUnit.SECONDS);
      assertThat(second).isNotNull().satisfies(it -> assertThat(it.trace()).isEmpty());
    } finally {
      gateway.stop();
    }
  }

  @Test
  void onlySoManyMayListenAtOnce() throws Exception {
    Gateway gateway = start();
    List<RawCaller> listeners = new ArrayList<>();
    try {
      int most = 64 * Runtime.getRuntime().availableProcessors();
      int status = 200;
      while (status == 200 && listeners.size() <= most) {
        var listener = RawCaller.connect(gateway.port());
        listeners.add(listener);
        status = listener.get("/api/events", "x-api-key: " + KEY).answer().status();
      }
      assertThat(status).isEqualTo(503);
      assertThat(listeners).hasSizeBetween(65, most + 1);
    } finally {
      listeners.forEach(RawCaller::close);
      gateway.stop();
    }
  }

  @Test
  void theRunFileLivesAsLongAsTheGateway() throws Exception {
    Path file = folder.resolve("run.json");
    Gateway gateway = start();
    try {
      assertThat(RunFile.in(folder).orElseThrow().url())
          .hasToString("http://127.0.0.1:" + gateway.port());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    } finally {
      gateway.stop();
    }
    assertThat(file).doesNotExist();
  }

  private Gateway start() throws Exception {
    return Gateway.start(settings(), List.of(Secret.of(KEY)), Map.of(), _ -> {});
  }

  private Settings settings() throws Exception {
    return Settings.read(Map.of(), Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
  }

  private static RawAnswer ask(Gateway gateway, String... headers) {
    try (var caller = RawCaller.connect(gateway.port())) {
      return caller.post("/v1/messages", BODY, headers).wholeAnswer();
    }
  }

  private static RawAnswer plain(Gateway gateway, String target) {
    try (var caller = RawCaller.connect(gateway.port())) {
      return caller.get(target, "x-api-key: " + KEY).wholeAnswer();
    }
  }

  private static JsonNode get(Gateway gateway, String target) {
    RawAnswer answer = plain(gateway, target);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return tree(answer.text());
  }

  private static String metrics(Gateway gateway) {
    return plain(gateway, "/metrics").text();
  }

  private static JsonNode recorded(Gateway gateway, String id) {
    String target = "/api/stats/logs/" + id;
    Waiting.until(id + " is recorded", () -> plain(gateway, target).status() == 200);
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
