package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.app.Gateway;
import dev.sluice.base.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice price}, {@code stats} and {@code sessions}, on a gateway and on what one left. */
final class BooksCommandsTest {

  private static final String KEY = "gateway-access-key-for-tests";

  @TempDir Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void prepare() throws IOException {
    Files.writeString(folder.resolve("access-key"), KEY + "\n");
    environment.put("DATA_DIR", folder.toString());
  }

  @Test
  void aPriceSetBeforeTheFirstStartHoldsForWhatIsServed() throws Exception {
    assertThat(
            run(
                "price",
                "set",
                "my-model",
                "--input",
                "3",
                "--output",
                "15",
                "--cache-write",
                "3.75",
                "--cache-write-1h",
                "6",
                "--cache-read",
                "0.30"))
        .as(err.toString())
        .isZero();
    try (var upstream = ScriptedUpstream.start()) {
      upstream.answers(Answers.anthropicWhole("hi"));
      Gateway gateway = start(upstream);
      try {
        ask(gateway);
        Waiting.until("it is added up", () -> total("model").equals("0.00015375"));
        for (String by : List.of("model", "key", "user", "channel", "day", "session")) {
          assertThat(total(by)).as(by).isEqualTo("0.00015375");
        }
        assertThat(run("stats")).isZero();
        assertThat(out.toString()).contains("my-model", "0.00015375", "total", "First byte within");
        assertThat(run("sessions")).isZero();
        assertThat(out.toString()).contains("s1", "my-model");
      } finally {
        gateway.stop();
      }
    }
    assertThat(total("model")).isEqualTo("0.00015375");
    assertThat(run("sessions", "-o", "json")).isZero();
    assertThat(out.toString()).contains("\"session\": \"s1\"");
  }

  @Test
  void pricesAreListedSetAndUnset() throws Exception {
    assertThat(run("price", "list", "sonnet-4-5")).isZero();
    assertThat(out.toString()).contains("claude-sonnet-4-5", "3.00", "15.00", "bundled");
    assertThat(run("price", "set", "claude-sonnet-4-5", "--input", "1", "--output", "2")).isZero();
    assertThat(run("price", "list", "sonnet-4-5")).isZero();
    assertThat(out.toString()).contains("manual").doesNotContain("bundled");
    assertThat(run("price", "list", "sonnet-4-5", "--all")).isZero();
    assertThat(out.toString()).contains("manual", "bundled");
    assertThat(run("price", "set", "claude-sonnet-4-5", "--unset")).isZero();
    assertThat(run("price", "list", "sonnet-4-5")).isZero();
    assertThat(out.toString()).contains("bundled").doesNotContain("manual");
  }

  @Test
  void costsAreComputedAgainOnceThatIsAgreed() throws Exception {
    try (var upstream = ScriptedUpstream.start()) {
      upstream.answers(Answers.anthropicWhole("hi"));
      Gateway gateway = start(upstream);
      try {
        ask(gateway);
        Waiting.until("it is added up", () -> total("model").equals("0.00"));
        assertThat(run("price", "set", "my-model", "--input", "10", "--output", "20")).isZero();
        assertThat(out.toString()).contains("sluice price recompute --model my-model");
        Waiting.until("it has a price", () -> total("model").equals("0.0003025"));
        assertThat(run("price", "set", "my-model", "--input", "1", "--output", "2")).isZero();
        assertThat(answering("n\n", "price", "recompute", "--model", "my-*")).isZero();
        assertThat(out.toString()).contains("0.00003025", "Nothing has been changed");
        assertThat(run("price", "recompute", "--dry-run")).isZero();
        assertThat(total("model")).isEqualTo("0.0003025");
        assertThat(answering("y\n", "price", "recompute", "--since", "1h")).isZero();
        assertThat(out.toString()).contains("1 attempts are corrected");
        assertThat(total("model")).isEqualTo("0.00003025");
      } finally {
        gateway.stop();
      }
    }
    assertThat(run("price", "set", "my-model", "--input", "2", "--output", "4")).isZero();
    assertThat(run("price", "recompute", "--yes", "-o", "json")).isZero();
    assertThat(out.toString()).contains("\"changed\": 1", "\"applied\": true");
    assertThat(total("model")).isEqualTo("0.0000605");
    assertThat(run("price", "recompute", "--yes")).isZero();
    assertThat(out.toString()).contains("Nothing has been changed");
    assertThat(run("price", "recompute", "--since", "soon")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("since", "soon");
  }

  @Test
  void aListIsShownBeforeItIsTaken() throws Exception {
    Path list = folder.resolve("list.json");
    Files.writeString(
        list, "{\"new-one\":{\"input_cost_per_token\":2e-06,\"output_cost_per_token\":4e-06}}");
    assertThat(run("price", "import", list.toString(), "--dry-run")).isZero();
    assertThat(out.toString()).contains("new-one: new -> 2.00/4.00", "Nothing has been changed");
    assertThat(answering("n\n", "price", "import", list.toString())).isZero();
    assertThat(out.toString()).contains("Nothing has been changed");
    assertThat(answering("y\n", "price", "import", list.toString())).isZero();
    assertThat(out.toString()).contains("Taken over");
    assertThat(run("price", "list", "new-one", "-o", "json")).isZero();
    JsonNode kept = JsonMapper.builder().build().readTree(out.toString());
    assertThat(kept.at("/items/0/source").asText()).isEqualTo("synced");
    assertThat(run("price", "import", list.toString(), "--yes")).isZero();
    assertThat(out.toString()).contains("1 unchanged");
  }

  @Test
  void whatMakesNoSenseIsNamed() throws Exception {
    assertThat(run("price", "set", "m", "--input", "x", "--output", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--input: \"x\"");
    assertThat(run("price", "set", "m", "--input", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--output: missing");
    assertThat(run("price", "set", "m", "--input", "1", "--output", "2", "--from", "soon"))
        .isEqualTo(ExitCode.INVALID);
    assertThat(err.toString()).contains("/items/0/from");
    Path list = Files.writeString(folder.resolve("list.json"), "[1]");
    assertThat(run("price", "import", list.toString())).isEqualTo(ExitCode.INVALID);
    assertThat(run("price", "import", folder.resolve("none").toString()))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(run("price", "sync")).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(run("stats", "--by", "colour")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--by: \"colour\"");
  }

  private Gateway start(ScriptedUpstream upstream) throws Exception {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"channels\":[" + RunningGateway.channel("main", upstream, "sk-upstream") + "]}");
    var settings = Settings.read(Map.of(), Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
    return Gateway.start(settings, List.of(Secret.of(KEY)), Map.of(), _ -> {});
  }

  private static void ask(Gateway gateway) {
    try (var caller = RawCaller.connect(gateway.port())) {
      caller
          .post(
              "/v1/messages",
              "{\"model\":\"my-model\",\"max_tokens\":9,"
                  + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
              "x-api-key: " + KEY,
              "x-claude-code-session-id: s1")
          .wholeAnswer();
    }
  }

  private String total(String by) {
    if (run("stats", "--by", by, "--since", "24h", "-o", "json") != 0) {
      return err.toString();
    }
    try {
      return JsonMapper.builder().build().readTree(out.toString()).at("/total/cost").asText();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private int run(String... args) {
    return answering("", args);
  }

  private int answering(String in, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(
        args,
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new java.io.BufferedReader(new StringReader(in)),
            environment,
            false));
  }
}
