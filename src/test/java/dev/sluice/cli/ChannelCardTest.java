package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.RunningGateway;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelCardTest {

  private static final String ADD =
      "channel add --type openai-chat --name deep --base-url https://api.deepseek.com --key k";

  @TempDir private Path folder;

  private static void assertDeepSeek(String text) {
    assertThat(text)
        .contains("Requests of openai-chat pass as they are.")
        .contains("Those of anthropic, openai-responses, gemini are converted:")
        .containsPattern("image.source.base64 +degraded +left out: no vision")
        .containsPattern("container +refused")
        .containsPattern("images +false +preset deepseek")
        .containsPattern("prefill +none +default");
  }

  private static void assertDeepSeek(JsonNode shown) {
    assertThat(shown.path("id").asText()).isEqualTo("deep");
    JsonNode card = shown.path("card");
    assertThat(card.path("passes").asText()).isEqualTo("openai-chat");
    assertThat(card.path("preset").asText()).isEqualTo("deepseek");
    var kinds = new HashMap<String, String>();
    card.path("parts")
        .forEach(part -> kinds.put(part.path("part").asText(), part.path("becomes").asText()));
    assertThat(kinds)
        .containsEntry("text", "carried")
        .containsEntry("tool_use", "mapped")
        .containsEntry("image.source.url", "degraded")
        .containsEntry("mcp_servers", "refused");
  }

  private Shell wide() {
    var shell = new Shell(folder);
    shell.environment.put("COLUMNS", "200");
    return shell;
  }

  @Test
  void aChannelOfTheFileIsShownWithItsCard() throws Exception {
    Shell shell = wide();
    shell.done(ADD);
    assertDeepSeek(shell.done("channel show deep"));
    assertDeepSeek(shell.json("channel show deep -o json"));
    assertThat(shell.done("channel show deep -o yaml")).contains("preset: deepseek");
  }

  @Test
  void aChannelOfAGatewayIsShownWithItsCard() throws Exception {
    try (var gateway = RunningGateway.with()) {
      Shell shell = wide();
      shell.environment.put("SLUICE_URL", gateway.baseUrl());
      shell.environment.put("PROXY_ACCESS_KEY", RunningGateway.ACCESS_KEY);
      shell.done(ADD);
      assertDeepSeek(shell.done("channel show deep"));
      assertDeepSeek(shell.json("channel show deep -o json"));
      assertThat(shell.line("channel show nobody").code()).isEqualTo(ExitCode.NOT_FOUND);
    }
  }

  @Test
  void whatTheChannelSaysItselfGoesBeforeThePreset() throws Exception {
    Shell shell = wide();
    shell.done(ADD);
    shell.done("config set /channels/0/options/images true");
    assertThat(shell.done("channel show deep"))
        .containsPattern("images +true +channel")
        .containsPattern("image.source.base64 +mapped +image_url");
  }
}
