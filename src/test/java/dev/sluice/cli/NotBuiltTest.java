package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Shell.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised and not built is refused in one line that says so, never ignored. */
@Timeout(60) // what is built would serve for ever
final class NotBuiltTest {

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "DATABASE_URL, postgres://u:hidden@h/d",
    "REDIS_URL, redis://:hidden@h",
    "GITHUB_CLIENT_ID, hidden",
    "GITHUB_CLIENT_SECRET, hidden",
    "GITHUB_CALLBACK_URL, https://h/hidden",
    "ADMIN_PASSWORD, hidden",
    "ALLOWED_ORIGINS, https://hidden"
  })
  void aVariableStopsTheStart(String name, String value) {
    var shell = new Shell(folder);
    shell.environment.put(name, value);
    shell.environment.put("PORT", "0");
    assertThat(shell.line("serve"))
        .isEqualTo(new Ran(78, "", "sluice: " + name + ": not built yet (expected: unset)\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"route"})
  void aCommandSaysSoWhateverItsArguments(String name) {
    for (String rest : new String[] {"", " list", " create --name x", " --help"}) {
      assertThat(new Shell(folder).line(name + rest))
          .isEqualTo(new Ran(2, "", "sluice " + name + ": not built yet in this version\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"antigravity", "codex", "kiro"})
  void aTypeOfChannelIsRefusedByName(String type) throws IOException {
    String expected = "anthropic, openai-chat, openai-responses";
    var shell = new Shell(folder);
    assertThat(shell.line("channel add --base-url http://h --key k --type " + type))
        .isEqualTo(
            new Ran(
                2,
                "",
                "sluice: --type: \"%s\" is not built yet (expected: %s, gemini)\n"
                    .formatted(type, expected)));
    Ran ran =
        validated(
            "{\"channels\": [{\"type\": \"%s\", \"baseUrl\": \"http://h\", \"keys\":"
                    .formatted(type)
                + " [{\"secret\": \"k\"}]}]}");
    assertThat(ran.err())
        .endsWith(
            ": /channels/0/type: \"%s\" is not built yet (expected: %s or gemini)\n"
                .formatted(type, expected))
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = "logHeaders")
  void aMemberOfTheDocumentIsRefusedByName(String name) throws IOException {
    Ran ran = validated("{\"" + name + "\": []}");
    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err()).endsWith(": /" + name + ": not built yet (expected: absent)\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"schedule", "rules", "hedge"})
  void aMemberOfAChannelIsRefusedByName(String name) throws IOException {
    Ran ran =
        validated(
            "{\"channels\": [{\"type\": \"gemini\", \"baseUrl\": \"http://h\", \"keys\":"
                + " [{\"secret\": \"k\"}], \""
                + name
                + "\": {}}]}");
    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err())
        .endsWith(": /channels/0/" + name + ": not built yet (expected: absent)\n")
        .hasLineCount(1);
  }

  private Ran validated(String document) throws IOException {
    Files.writeString(folder.resolve("config.json"), document);
    return new Shell(folder).line("config validate");
  }
}
