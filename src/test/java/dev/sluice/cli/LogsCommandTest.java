package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.app.Gateway;
import dev.sluice.base.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogsCommandTest {

  private static final String KEY = "gateway-access-key-for-tests";

  @TempDir Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"channels\":[]}");
    Files.writeString(folder.resolve("access-key"), KEY + "\n");
    environment.put("DATA_DIR", folder.toString());
  }

  @Test
  void theLiveGatewayIsAskedAndAfterItsStopItsFileIsRead() throws Exception {
    Gateway gateway = start();
    String id = refusedRequest(gateway);
    Waiting.until("it is listed", () -> listed().contains(id));
    assertThat(run("logs", "--status", "5xx", "-o", "json")).isZero();
    JsonNode live = JsonMapper.builder().build().readTree(out.toString());
    assertThat(live.at("/items/0/id").asText()).isEqualTo(id);
    assertThat(live.path("next").isNull()).isTrue();
    String asked = out.toString();
    gateway.stop();
    assertThat(run("logs", "--status", "5xx", "-o", "json")).isZero();
    assertThat(out).hasToString(asked);
    assertThat(run("logs", "show", id)).isZero();
    assertThat(out.toString()).contains("opus", "endedBy");
    assertThat(run("logs", "show", "req_none")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run("logs", "--status", "4xx")).isZero();
    assertThat(out.toString()).contains("No request");
  }

  @Test
  void keptBodiesAreShownBelowTheRequest() throws Exception {
    Gateway gateway = start("ENABLE_REQUEST_LOGS", "ENABLE_RESPONSE_LOGS");
    String id = refusedRequest(gateway);
    gateway.stop();
    assertThat(run("logs", "show", id)).isZero();
    assertThat(out.toString())
        .contains(
            "Request body (30 bytes, credentials masked):\n{\"model\":\"opus\",\"messages\":[]}\n",
            "Response body (",
            "{\"type\":\"error\"");
    assertThat(run("logs", "show", id, "-o", "json")).isZero();
    JsonNode shown = JsonMapper.builder().build().readTree(out.toString());
    assertThat(shown.at("/requestBody/bytes").asInt()).isEqualTo(30);
    assertThat(shown.at("/requestBody/cut").asBoolean()).isFalse();
  }

  @Test
  void aRequestIsShownWithItsCourse() throws Exception {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"channels":[
          {"id":"idle","type":"anthropic","baseUrl":"http://127.0.0.1:9",
           "keys":[{"secret":"sk-idle-0001","enabled":false}]},
          {"id":"gone","type":"anthropic","baseUrl":"http://127.0.0.1:9",
           "keys":[{"secret":"sk-gone-0002"}]}]}
        """);
    Gateway gateway = start();
    String id = refusedRequest(gateway);
    gateway.stop();
    assertThat(run("logs", "show", id)).isZero();
    assertThat(out.toString())
        .containsPattern("receivedMs +[0-9]+")
        .containsPattern("admittedMs +[0-9]+")
        .containsPattern("passed over +idle: has no enabled key")
        .containsPattern("attempt +gone .*0002 not_sent, at [0-9]+ms, took [0-9]+ms");
  }

  @Test
  void aRemoteGatewayIsAskedWithItsKey() throws Exception {
    Gateway gateway = start();
    try {
      environment.remove("DATA_DIR");
      environment.put("HOME", folder.resolve("home").toString());
      String url = "http://127.0.0.1:" + gateway.port() + "/";
      assertThat(run("logs", "--url", url, "--access-key", KEY)).isZero();
      assertThat(run("logs", "--url", url)).isEqualTo(ExitCode.NOT_FOUND);
      assertThat(run("logs", "--url", "http://h")).isEqualTo(ExitCode.USAGE);
      assertThat(run("logs", "--url", url, "--access-key", "wrong")).isEqualTo(ExitCode.REFUSED);
      assertThat(err.toString()).contains("--access-key");
      environment.put("SLUICE_URL", url);
      environment.put("PROXY_ACCESS_KEY", KEY + ",other");
      assertThat(run("logs")).isZero();
    } finally {
      gateway.stop();
    }
  }

  @Test
  void followingTellsEachRequestOnce() throws Exception {
    Gateway gateway = start();
    try {
      String first = refusedRequest(gateway);
      Waiting.until("it is listed", () -> listed().contains(first));
      var followed = new StringWriter();
      Thread follower =
          Thread.ofVirtual()
              .start(() ->
                  Main.run(
                      new String[] {"logs", "-f"},
                      new PrintWriter(followed),
                      new PrintWriter(err),
                      environment));
      Waiting.until("the first is told", () -> followed.toString().contains(first));
      String second = refusedRequest(gateway);
      Waiting.until("the second is told", () -> followed.toString().contains(second));
      String third = refusedRequest(gateway);
      Waiting.until("the third is told", () -> followed.toString().contains(third));
      follower.interrupt();
      follower.join();
      assertThat(followed.toString().lines()).hasSize(3);
    } finally {
      gateway.stop();
    }
  }

  @Test
  void whatMakesNoSenseIsNamed() {
    assertThat(run("logs", "--status", "9xx")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--status", "5xx");
    assertThat(run("logs", "--since", "yesterday")).isEqualTo(ExitCode.USAGE);
    assertThat(run("logs", "-n", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(run("logs", "--url", "gateway")).isEqualTo(ExitCode.USAGE);
    assertThat(run("logs")).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(err.toString()).contains("no gateway runs on");
  }

  private Gateway start(String... flags) throws Exception {
    Map<String, String> set = new HashMap<>();
    for (String flag : flags) {
      set.put(flag, "true");
    }
    var settings = Settings.read(set, Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
    return Gateway.start(settings, List.of(Secret.of(KEY)), Map.of(), _ -> {});
  }

  private static String refusedRequest(Gateway gateway) {
    try (var caller = RawCaller.connect(gateway.port())) {
      return caller
          .post("/v1/messages", "{\"model\":\"opus\",\"messages\":[]}", "x-api-key: " + KEY)
          .wholeAnswer()
          .header("x-sluice-request-id")
          .orElseThrow();
    }
  }

  private String listed() {
    run("logs", "-o", "json");
    return out.toString();
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(args, new PrintWriter(out), new PrintWriter(err), environment);
  }
}
