package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cli.Shell.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigRevisionsTest {

  private static final String SECRET = "sk-ant-api03-abcdefghijklmnopqrst";
  private static final String LOOKALIKE = "sk-ant-api04-abcdefghijklmnopqrst";

  @TempDir Path folder = Path.of("");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void addChannel() {
    shell = new Shell(folder);
    shell.done(
        "channel add --type anthropic --name main --base-url https://a.example --key " + SECRET);
  }

  @Test
  void theHistoryIsNewestFirst() throws Exception {
    shell.done("strategy random");
    JsonNode list = shell.json("config history -o json");
    assertThat(list.path("next").isNull()).isTrue();
    assertThat(list.at("/items/0/revision").asLong()).isEqualTo(2);
    assertThat(list.at("/items/0/author").asText()).isEqualTo("cli:op");
    assertThat(list.at("/items/0/summary").asText()).isEqualTo("strategy random");
    assertThat(list.at("/items/0/time").asText()).matches("\\d{4}-.*Z");
    assertThat(list.at("/items/1/summary").asText()).isEqualTo("add channel main");
    assertThat(shell.done("config history")).startsWith("REVISION  TIME").contains("\n2         ");
  }

  @Test
  void aRollbackBringsBackWhatWasRemoved() throws Exception {
    shell.done("channel add --type gemini --name b --base-url http://b --key second");
    shell.done("channel remove main");
    assertThat(shell.done("config rollback 1"))
        .isEqualTo("configuration rolled back to revision 1 (revision 4)\n");
    assertThat(shell.done("channel list")).contains("main").doesNotContain("http://b");
    assertThat(shell.done("config export --with-secrets")).contains(SECRET);
    assertThat(Files.readString(folder.resolve("config.json"))).doesNotContain(SECRET);
    assertThat(shell.done("config diff 1")).isEqualTo("No difference.\n");
  }

  @Test
  void differencesAreShownByLineAndByPointer() throws Exception {
    shell.done("strategy random");
    assertThat(shell.done("config diff 1 2"))
        .isEqualTo(
            """
              ...
                      }
                    ]
                  }
            -   ]
            +   ],
            +   "strategy": "random"
              }
            """);
    assertThat(shell.json("config diff 1 -o json").path("items").toString())
        .isEqualTo("[{\"pointer\":\"/strategy\",\"new\":\"random\"}]");
  }

  @Test
  void aChangedSecretShowsWithoutBeingShown() {
    shell.done("key add main " + LOOKALIKE);
    shell.done("key remove main " + SECRET);
    assertThat(shell.done("config diff 1"))
        .containsPattern("- +\"secret\": \"sk-ant-\\*{4}qrst \\([0-9a-f]{12}\\)\"\n")
        .containsPattern("\\+ +\"secret\": \"sk-ant-\\*{4}qrst \\([0-9a-f]{12}\\)\"\n")
        .doesNotContain("abcdef");
  }

  @Test
  void anExportIsMaskedUnlessSecretsAreAskedFor() {
    assertThat(shell.done("config export")).contains("sk-ant-****qrst").doesNotContain(SECRET);
    assertThat(shell.done("config export 1")).contains("sk-ant-****qrst").doesNotContain(SECRET);
    assertThat(shell.done("config export 1 --with-secrets")).contains(SECRET);
  }

  @Test
  void aStaleRevisionIsAConflict() {
    shell.done("strategy random --if-revision 1");
    assertThat(shell.line("channel disable main --if-revision 1"))
        .isEqualTo(
            new Ran(
                73,
                "",
                "sluice: the configuration is at revision 2, not 1; look at what changed (sluice"
                    + " config diff 1) and try again\n"));
  }

  @Test
  void aRevisionThatIsNotKeptIsNamed() {
    for (String command : new String[] {"diff", "rollback", "export"}) {
      assertThat(shell.line("config " + command + " 9"))
          .isEqualTo(
              new Ran(66, "", "sluice: no revision 9 is kept (sluice config history shows all)\n"));
    }
    assertThat(shell.line("config rollback x").code()).isEqualTo(2);
  }

  @Test
  void aLostSealKeyIsNamedWithTheFix() throws Exception {
    Files.delete(folder.resolve("secret.key"));
    Ran ran = shell.line("strategy random");
    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err())
        .matches(
            "sluice: the configuration is refused: /channels/0/keys/0/secret: sealed with key"
                + " [0-9a-f]{8}, which is not here \\(there is none; set SLUICE_SECRET_KEY or put"
                + " back secret.key, or give the key anew\\)\n");
  }
}
