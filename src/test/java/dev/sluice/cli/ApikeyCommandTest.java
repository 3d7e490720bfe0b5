package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cli.Shell.Ran;
import dev.sluice.testing.IssuingCaller;
import dev.sluice.testing.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApikeyCommandTest {

  @TempDir Path folder = Path.of("");

  @Test
  void aKeyIsMadeListedTurnedOffAndRemovedWithoutAGateway() throws IOException {
    var shell = new Shell(folder);
    JsonNode made =
        shell.json(
            "apikey create --name alice --budget day=1.00 --budget month=20 --rpm 60 --tpm 100000"
                + " --concurrent 4 --sessions 2 --models claude-* --groups gold"
                + " --slot haiku=main:glm-4.6:air:low --expires 30d --tag a -o json");
    assertThat(made.path("key").asText()).startsWith("sk-slu-");
    assertThat(made.path("budgets").toString()).isEqualTo("{\"day\":\"1.00\",\"month\":\"20.00\"}");
    assertThat(made.path("slots").path("haiku").toString())
        .isEqualTo("{\"channel\":\"main\",\"model\":\"glm-4.6:air\",\"effort\":\"low\"}");
    assertThat(shell.done("apikey list"))
        .contains("alice")
        .contains(made.path("prefix").asText() + "…")
        .contains("day=1.00")
        .doesNotContain(made.path("key").asText());
    assertThat(shell.done("apikey disable alice")).isEqualTo("key alice disabled\n");
    assertThat(shell.json("apikey show alice -o json").path("enabled").asBoolean(true)).isFalse();
    assertThat(shell.done("apikey enable alice")).isEqualTo("key alice enabled\n");
    assertThat(shell.done("apikey rotate alice --grace 1h"))
        .contains("the old one works until")
        .contains("sk-slu-");
    assertThat(shell.done("apikey remove alice")).isEqualTo("key alice removed\n");
    assertThat(shell.done("apikey list")).startsWith("No keys yet");
  }

  @Test
  void anEditChangesWhatItNamesAndTakesAwayWhatItUnsets() throws IOException {
    var shell = new Shell(folder);
    shell.done("apikey create --name alice --rpm 60 --budget day=1 --models claude-* --note n");
    assertThat(
            shell.done("apikey edit alice --name bob --budget week=5 --unset rpm --unset models"))
        .isEqualTo("key bob changed\n");
    JsonNode bob = shell.json("apikey show bob -o json");
    assertThat(bob.path("budgets").toString()).isEqualTo("{\"day\":\"1.00\",\"week\":\"5.00\"}");
    assertThat(bob.path("rpm").isNull()).isTrue();
    assertThat(bob.path("models")).isEmpty();
    assertThat(bob.path("note").asText()).isEqualTo("n");
    Ran nothing = shell.line("apikey edit bob");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("nothing to change");
  }

  @Test
  void peopleAreAddedChangedAndRemoved() throws IOException {
    var shell = new Shell(folder);
    assertThat(shell.done("user create --name ann --budget month=20"))
        .matches("user ann added \\(user_[0-9a-f]{12}\\)\n");
    shell.done("apikey create --name alice --user ann");
    assertThat(shell.done("user list")).contains("ann").contains("month=20.00");
    shell.done("user edit ann --role admin --budget day=2");
    JsonNode ann = shell.json("user show ann -o json");
    assertThat(ann.path("role").asText()).isEqualTo("admin");
    assertThat(ann.path("budgets").toString()).isEqualTo("{\"day\":\"2.00\",\"month\":\"20.00\"}");
    Ran refused = shell.line("user remove ann");
    assertThat(refused.code()).isEqualTo(65);
    assertThat(refused.err()).contains("has keys: alice").hasLineCount(1);
    assertThat(shell.done("user disable ann")).isEqualTo("user ann disabled\n");
    assertThat(shell.done("user enable ann")).isEqualTo("user ann enabled\n");
    shell.done("apikey remove alice");
    assertThat(shell.done("user remove ann")).isEqualTo("user ann removed\n");
    assertThat(shell.line("user edit ann").err()).startsWith("sluice: nothing to change");
  }

  @Test
  void aRunningGatewayIsAskedAndKnowsTheKeyAtOnce() throws IOException {
    try (var gateway = RunningGateway.with()) {
      var shell = new Shell(folder);
      shell.environment.put("SLUICE_URL", gateway.baseUrl());
      shell.environment.put("PROXY_ACCESS_KEY", RunningGateway.ACCESS_KEY);
      String key = shell.json("apikey create --name alice -o json").path("key").asText();
      var me = new IssuingCaller(gateway).ask(key, "GET", "/api/me", "");
      assertThat(me.statusCode()).isEqualTo(200);
      shell.done("apikey disable alice");
      me = new IssuingCaller(gateway).ask(key, "GET", "/api/me", "");
      assertThat(me.statusCode()).isEqualTo(401);
      assertThat(Files.exists(folder.resolve("sluice.db"))).isFalse();
    }
  }

  @Test
  void aKeyThatWasMadeBeforeTheStartIsKnownFromTheFirstRequestOn() throws IOException {
    var shell = new Shell(folder);
    String key = shell.json("apikey create --name alice -o json").path("key").asText();
    try (var gateway = RunningGateway.on(folder)) {
      var me = new IssuingCaller(gateway).ask(key, "GET", "/api/me", "");
      assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
    }
  }
}
