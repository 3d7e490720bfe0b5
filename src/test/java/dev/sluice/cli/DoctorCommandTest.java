package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in files, configuration and channels. */
final class DoctorCommandTest extends DoctorFixture {

  @Test
  void withoutAGatewayFilesAndChannelsAreLookedAtAllTheSame() {
    Ran ran = run("doctor");
    assertThat(ran.out())
        .contains("warning  running", "fix: sluice serve")
        .containsPattern("ok       key .*answered in")
        .contains("slot opus")
        .endsWith(" ok, 1 warning, 0 failed\n");
    assertThat(ran.code()).isZero();
    assertThat(upstream.exchanges()).hasSize(1);
  }

  @Test
  void theReportIsJsonForPrograms() throws IOException {
    JsonNode report = new ObjectMapper().readTree(run("doctor", "-o", "json").out());
    assertThat(report.at("/summary/failed").asInt(-1)).isZero();
    assertThat(report.at("/items/0/state").asText()).isEqualTo("warning");
    assertThat(report.at("/items/0/fix").asText()).isEqualTo("sluice serve");
    assertThat(report.at("/items/1/fix").isNull()).isTrue();
    assertThat(report.path("next").isNull()).isTrue();
    assertThat(run("doctor", "-o", "yaml").out()).contains("state: ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | failed  | key_rejected | fix: replace it: sluice key add main NEW",
        "429 | warning | rate_limited | fix: try again in a minute",
        "404 | failed  | model_missing | sluice channel test main --model M",
        "500 | failed  | channel_failed | baseUrl, type and proxy"
      })
  void whatAKeyBringsIsToldWithItsFix(int status, String state, String verdict, String fix) {
    upstream.answers(error(status));
    Ran ran = run("doctor");
    assertThat(ran.out()).containsPattern(state + " +key .*" + verdict).contains(fix);
    assertThat(ran.code()).isEqualTo(state.equals("failed") ? ExitCode.UNAVAILABLE : 0);
  }

  private static Script error(int status) {
    String type =
        switch (status) {
          case 401 -> "authentication_error";
          case 429 -> "rate_limit_error";
          case 404 -> "not_found_error";
          default -> "api_error";
        };
    String message = status == 404 ? "model: claude-x" : "no, " + SECRET;
    return Answers.json(
        status,
        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
            .formatted(type, message));
  }

  @Test
  void aChannelThatIsNotThereAsksForNoKeys() throws IOException {
    int port = freePort();
    write(
        "config.json", document("env:K1").replace(upstream.baseUrl(), "http://127.0.0.1:" + port));
    Ran ran = run("doctor");
    assertThat(ran.out())
        .containsPattern("failed   reach +127.0.0.1:" + port)
        .contains("fix: check the port in the channel's baseUrl");
    assertThat(ran.out()).doesNotContain("key sk-secr");
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void aNameThatDoesNotResolveIsTold() throws IOException {
    write("config.json", document("env:K1").replace(upstream.baseUrl(), "https://nowhere.invalid"));
    Ran ran = run("doctor");
    assertThat(ran.out())
        .containsPattern("failed   DNS +nowhere.invalid does not resolve")
        .contains("fix: check the host in the channel's baseUrl")
        .containsPattern("failed   reach +nowhere.invalid:443");
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void aCertificateThatIsNotTrustedIsTold() throws IOException {
    Path resources = Path.of("src/test/resources/net").toAbsolutePath();
    environment.put("TLS_CERT", resources.resolve("server.pem").toString());
    environment.put("TLS_KEY", resources.resolve("server.key.pem").toString());
    var settings = new HashMap<>(environment);
    settings.remove("DATA_DIR");
    try (var secure = RunningGateway.start(JsonNodeFactory.instance.objectNode(), settings)) {
      String base = "https://127.0.0.1:" + secure.port();
      write("config.json", document("env:K1").replace(upstream.baseUrl(), base));
      Ran ran = run("doctor");
      assertThat(ran.out())
          .containsPattern("failed   TLS +127.0.0.1:\\d+: TLS: ")
          .contains("trustStore");
      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    }
  }

  @Test
  void whatAChannelLacksIsTold() throws IOException {
    write(
        "config.json",
        """
        {"channels": [
          {"id": "off", "type": "anthropic", "baseUrl": "http://h", "enabled": false,
           "keys": [{"secret": "env:K1"}]},
          {"id": "keyless", "type": "anthropic", "baseUrl": "%s",
           "keys": [{"secret": "env:K1", "enabled": false}]},
          {"id": "open", "type": "anthropic", "baseUrl": "%s", "auth": "passthrough"}]}
        """
            .formatted(upstream.baseUrl(), upstream.baseUrl()));
    assertThat(run("doctor").out())
        .contains("without an enabled key: keyless")
        .contains("disabled; left out of the examination")
        .containsPattern("failed   keys +no enabled key")
        .containsPattern("ok       keys +callers bring their own login")
        .containsPattern("slot opus +claude-opus-4-5 → open");
    write("config.json", "{\"channels\": []}");
    assertThat(run("doctor").out())
        .contains("there is none: no request can be served")
        .contains("no enabled channel speaks Anthropic's protocol for claude-opus-4-5");
  }

  @Test
  void anUpstreamThatRedirectsOrIsIllIsWarnedOf() {
    upstream.probes(Answers.json(302, "{}", "location: http://elsewhere/v1/models"));
    assertThat(run("doctor").out()).contains("redirects are never followed");
    upstream.probes(Answers.broken());
    assertThat(run("doctor").out()).containsPattern("warning  reach +answers 5");
  }

  @Test
  void aRefusedDocumentIsInvalidData() throws IOException {
    write("config.json", "{\"chanels\": []}");
    Ran ran = run("doctor");
    assertThat(ran.out())
        .containsPattern("failed   document .*is refused: /chanels")
        .contains("sluice config validate");
    assertThat(ran.code()).isEqualTo(ExitCode.INVALID);
  }

  @Test
  void modesThatLetOthersInAreNamedWithTheCommandThatMendsThem() throws IOException {
    mode(folder.resolve("access-key"), "rw-r--r--");
    mode(folder.resolve("config.json"), "rw-r-----");
    mode(folder, "rwxr-xr-x");
    Ran ran = run("doctor");
    assertThat(ran.out())
        .containsPattern("failed   access-key .*rw-r--r--")
        .contains("fix: chmod 600 " + folder.resolve("access-key"))
        .containsPattern("warning  config.json .*rw-r-----")
        .containsPattern("warning  DATA_DIR .*rwxr-xr-x")
        .contains("fix: chmod 700 " + folder);
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void aKeyThatCanBeGuessedAndSecretsInTheOpenAreWarnedOf() throws IOException {
    environment.put("PROXY_ACCESS_KEY", "change-me");
    write("config.json", document(SECRET));
    Ran ran = run("doctor");
    assertThat(ran.out())
        .containsPattern("warning  access key +\\S+ is a placeholder")
        .contains("openssl rand -hex 32")
        .contains("1 key stands in the open");
    assertThat(ran.code()).isZero();
  }

  @Test
  void aVariableThatStopsTheStartIsAFinding() {
    environment.put("HOST", "0.0.0.0");
    environment.put("PROXY_ACCESS_KEY", "short");
    Ran ran = run("doctor");
    assertThat(ran.out())
        .containsPattern("failed   environment +PROXY_ACCESS_KEY: .*has 5 characters")
        .contains("channel main");
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void aSlotThatNobodyServesIsNamedWithTheNamesThatAreTaken() throws IOException {
    write(
        "config.json",
        document("env:K1").replace("\"keys\"", "\"models\": [\"claude-*\"], \"keys\""));
    Path claude = Files.createDirectory(folder.resolve("claude"));
    Files.writeString(
        claude.resolve("settings.json"),
        "{\"model\": \"opus[1m]\", \"env\": {\"ANTHROPIC_DEFAULT_HAIKU_MODEL\": \"glm-4.6-air\"}}");
    environment.put("CLAUDE_CONFIG_DIR", claude.toString());
    environment.put("ANTHROPIC_DEFAULT_OPUS_MODEL", "claude-opus-9[1m]");
    Ran ran = run("doctor");
    assertThat(ran.out())
        .containsPattern("ok       slot opus +claude-opus-9\\[1m] → main")
        .containsPattern("failed   slot haiku +no channel takes glm-4.6-air")
        .contains("fix: sluice mapping add glm-4.6-air MODEL")
        .doesNotContain("slot main");
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doctor --url gateway | --url: \"gateway\" (expected: http://HOST:PORT or https://HOST)",
        "doctor --url http://h | --access-key: missing (expected: it, or PROXY_ACCESS_KEY)",
        "doctor --slow=0 | --slow: 0 (expected: 1 to 600)",
        "doctor --slow=5 | --slow: no gateway runs on",
        "doctor -o xml | -o: \"xml\" (expected: table, json or yaml)"
      })
  void whatMakesNoSenseIsNamed(String line, String message) {
    Ran ran = run(line.split(" "));
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).startsWith("sluice: " + message).hasLineCount(1);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void helpHasExamples() {
    assertThat(run("doctor", "--help").out())
        .contains("Usage: sluice doctor", "  sluice doctor --slow");
  }
}
