package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Shell.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigChangesTest {

  private static final String SECRET = "sk-ant-api03-abcdefghijklmnopqrst";

  @TempDir Path folder = Path.of("");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void addChannel() {
    shell = new Shell(folder);
    shell.done("channel add --type gemini --name main --base-url http://a --key " + SECRET);
  }

  @Test
  void mappingsAreAddedListedAndRemoved() throws Exception {
    assertThat(shell.done("mapping add sonnet claude-x"))
        .isEqualTo("mapping sonnet to claude-x added (revision 2)\n");
    assertThat(shell.done("mapping add sonnet claude-y")).contains("revision 3");
    assertThat(shell.done("mapping add gpt-* big --channel MAIN")).contains("revision 4");
    assertThat(shell.done("mapping list"))
        .isEqualTo(
            """
            FROM    TO        CHANNEL
            sonnet  claude-y  all
            gpt-*   big       main
            """);
    assertThat(shell.json("mapping list -o json").toString())
        .isEqualTo(
            "{\"items\":[{\"from\":\"sonnet\",\"to\":\"claude-y\",\"channel\":null},"
                + "{\"from\":\"gpt-*\",\"to\":\"big\",\"channel\":\"main\"}],\"next\":null}");
    assertThat(shell.done("mapping list -o yaml"))
        .isEqualTo(
            """
            items:
              - from: sonnet
                to: claude-y
                channel: null
              - from: gpt-*
                to: big
                channel: main
            next: null
            """);
    assertThat(shell.done("mapping remove gpt-* --channel main"))
        .isEqualTo("mapping from gpt-* removed (revision 5)\n");
    assertThat(shell.line("mapping remove gpt-*"))
        .isEqualTo(
            new Ran(66, "", "sluice: no mapping from \"gpt-*\" (sluice mapping list shows all)\n"));
  }

  @Test
  void aValueIsSetByItsPointer() throws Exception {
    assertThat(shell.done("config set /retry/maxAttempts 4"))
        .isEqualTo("/retry/maxAttempts set (revision 2)\n");
    shell.done("config set /channels/0/models/- claude-*");
    shell.done("config set /channels/0/headers/set/x-a " + SECRET);
    assertThat(shell.json("config show").at("/retry/maxAttempts").asInt()).isEqualTo(4);
    assertThat(shell.json("config show").at("/channels/0/models/0").asText()).isEqualTo("claude-*");
    assertThat(shell.done("config history")).doesNotContain("abcdef");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retry 4 | "retry": expected: a JSON pointer such as /retry/maxAttempts
          /channels/7/name x | "/channels/7/name": there are 1 items, counted from 0
          /channels/0/name/x y | "/channels/0/name/x": leads through a plain value
          /retry/maxAttempts 0 | the configuration is refused: /retry/maxAttempts: 0 (expected: 1 to 100)
          /retri/maxAttempts 1 | the configuration is refused: /retri: unknown member (nearest: retry)
          """)
  void whatCannotBeSetIsTold(String arguments, String message) {
    assertThat(shell.line("config set " + arguments))
        .isEqualTo(new Ran(65, "", "sluice: " + message + "\n"));
  }

  @Test
  void theSchemaIsThePublishedOne() throws Exception {
    assertThat(shell.done("config schema"))
        .isEqualTo(Files.readString(Path.of("config/sluice.schema.json")));
  }

  @Test
  void everyCommandHelpsWithAnExample() {
    for (String command :
        new String[] {
          "mapping list", "mapping add", "mapping remove", "config set", "config schema"
        }) {
      assertThat(shell.done(command + " --help"))
          .contains("Usage: sluice", "Example", "  sluice " + command);
    }
  }
}
