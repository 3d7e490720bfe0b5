package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.base.Secret;
import dev.sluice.config.Settings;
import dev.sluice.ledger.bodies.KeptBody;
import dev.sluice.ledger.bodies.Side;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies beside the request log: masked, sealed, and only when they are asked for. */
final class KeptBodiesTest {

  private static final String KEY = RunningGateway.ACCESS_KEY;
  private static final String PASTED = "sk-ant-api03-0123456789-pasted-by-someone";
  private static final String BODY =
      "{\"model\":\"claude-x\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":"
          + "\"the quick brown fox, "
          + PASTED
          + "\"}]}";
  private static final String ANSWER =
      "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\","
          + "\"content\":[{\"type\":\"text\",\"text\":\"jumps over the lazy dog\"}],"
          + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":7}}";

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
  void bothAreShownWithTheRequestMaskedAndLieSealedInTheStore() throws Exception {
    Gateway gateway = start("ENABLE_REQUEST_LOGS", "ENABLE_RESPONSE_LOGS");
    String id;
    try {
      id = id(ask(gateway, "x-api-key: " + KEY));
      JsonNode request = shown(gateway, id, "responseBody");
      assertThat(request.at("/requestBody/text").asText())
          .isEqualTo(BODY.replace(PASTED, Secret.of(PASTED).masked()));
      assertThat(request.at("/requestBody/bytes").asInt()).isEqualTo(BODY.length());
      assertThat(request.at("/requestBody/cut").asBoolean()).isFalse();
      assertThat(request.at("/responseBody/text").asText()).isEqualTo(ANSWER);
      assertThat(get(gateway, "/api/stats/logs").text())
          .contains(id)
          .doesNotContain("Body", "brown fox");
    } finally {
      gateway.stop();
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("brown fox", "lazy dog", PASTED);
      }
    }
    assertThat(offline(id))
        .filteredOn(kept -> Set.of(Side.REQUEST, Side.RESPONSE).contains(kept.side()))
        .extracting(KeptBody::text)
        .containsExactly(BODY.replace(PASTED, Secret.of(PASTED).masked()), ANSWER);
  }

  @Test
  void headersAreShownBesideTheirBodiesWithoutCredentials() throws Exception {
    Gateway gateway = start("ENABLE_REQUEST_LOGS", "ENABLE_RESPONSE_LOGS");
    try {
      String id = id(ask(gateway, "x-api-key: " + KEY + "\r\nx-team: blue"));
      JsonNode request = shown(gateway, id, "responseHeaders");
      assertThat(request.at("/requestHeaders/text").asText())
          .contains("x-team: blue\n", "x-api-key: ****\n")
          .doesNotContain(KEY);
      assertThat(request.at("/responseHeaders/text").asText())
          .contains("content-type: application/json\n", "x-sluice-request-id: " + id + "\n");
    } finally {
      gateway.stop();
    }
  }

  @Test
  void withoutItsKeyABodyIsNotOpenedAndSaysWhy() throws Exception {
    Gateway gateway = start("ENABLE_REQUEST_LOGS");
    String id = id(ask(gateway, "x-api-key: " + KEY));
    gateway.stop();
    Files.delete(folder.resolve("secret.key"));
    assertThat(offline(id))
        .hasSize(2)
        .allSatisfy(body -> {
          assertThat(body.text()).isEmpty();
          assertThat(body.problem()).startsWith("sealed with key ").contains("there is none");
        });
  }

  @Test
  void onlyTheSideThatIsAskedForIsKept() throws Exception {
    Gateway gateway = start("ENABLE_RESPONSE_LOGS");
    try {
      JsonNode request = shown(gateway, id(ask(gateway, "x-api-key: " + KEY)), "responseBody");
      assertThat(request.has("requestBody")).isFalse();
      assertThat(request.has("requestHeaders")).isFalse();
    } finally {
      gateway.stop();
    }
  }

  @Test
  void errorsAreKeptAndWhatStrangersAreToldIsNot() throws Exception {
    upstream.answers(
        Answers.json(
            400,
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}"));
    Gateway gateway = start("ENABLE_REQUEST_LOGS", "ENABLE_RESPONSE_LOGS");
    try {
      String stranger = id(ask(gateway, "x-api-key: wrong"));
      String known = id(ask(gateway, "x-api-key: " + KEY));
      assertThat(shown(gateway, known, "responseBody").at("/responseBody/text").asText())
          .contains("invalid_request_error");
      assertThat(get(gateway, "/api/stats/logs/" + stranger).text()).doesNotContain("Body");
    } finally {
      gateway.stop();
    }
  }

  @Test
  void withoutAStoreTrafficGoesOnAndBodiesAreDroppedAndCounted() throws Exception {
    Files.createDirectory(folder.resolve("sluice.db"));
    Gateway gateway = start("ENABLE_REQUEST_LOGS", "ENABLE_RESPONSE_LOGS");
    try {
      assertThat(ask(gateway, "x-api-key: " + KEY).status()).isEqualTo(200);
      Waiting.until(
          "bodies and headers are dropped",
          () -> get(gateway, "/metrics").text().contains("sluice_log_bodies_dropped_total 4.0"));
    } finally {
      gateway.stop();
    }
  }

  @Test
  void offNothingIsKept() throws Exception {
    Gateway gateway = start();
    String id = id(ask(gateway, "x-api-key: " + KEY));
    gateway.stop();
    assertThat(offline(id)).isEmpty();
  }

  private List<KeptBody> offline(String id) {
    try (StoredLog log = StoredLog.in(folder, Map.of()).orElseThrow()) {
      return log.bodies().of(id).toCompletableFuture().join();
    }
  }

  private Gateway start(String... flags) throws Exception {
    Map<String, String> environment = new HashMap<>();
    for (String flag : flags) {
      environment.put(flag, "true");
    }
    var settings = Settings.read(environment, Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
    return Gateway.start(settings, List.of(Secret.of(KEY)), Map.of(), _ -> {});
  }

  private static RawAnswer ask(Gateway gateway, String header) {
    try (var caller = RawCaller.connect(gateway.port())) {
      return caller.post("/v1/messages", BODY, header).wholeAnswer();
    }
  }

  private static RawAnswer get(Gateway gateway, String target) {
    try (var caller = RawCaller.connect(gateway.port())) {
      return caller.get(target, "x-api-key: " + KEY).wholeAnswer();
    }
  }

  private static String id(RawAnswer answer) {
    return answer.header("x-sluice-request-id").orElseThrow();
  }

  private static JsonNode shown(Gateway gateway, String id, String member) throws IOException {
    String target = "/api/stats/logs/" + id;
    Waiting.until(member + " is kept", () -> get(gateway, target).text().contains(member));
    return JsonMapper.builder().build().readTree(get(gateway, target).text());
  }
}
