package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelPresetsTest {

  @TempDir private Path folder;

  @Test
  void presetsAreListedWithWhatTheySet() throws Exception {
    var shell = new Shell(folder);
    String table = shell.done("channel presets");
    assertThat(table).startsWith("PRESET").contains("openai", "api.openai.com", "any other host");
    var json = shell.json("channel presets -o json");
    var openAi = json.path("items").get(0);
    assertThat(openAi.path("name").asText()).isEqualTo("openai");
    assertThat(openAi.at("/options/maxTokensMember").asText()).isEqualTo("max_completion_tokens");
    assertThat(openAi.at("/families/1/models/0").asText()).isEqualTo("o1*");
    assertThat(shell.done("channel presets -o yaml")).contains("name: deepseek");
  }
}
