package dev.sluice.cli.imports;

import dev.sluice.protocol.Protocol;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The provider that a {@code config.toml} of Codex selects.
 *
 * @param baseUrl empty: Codex's own
 */
record CodexProvider(String baseUrl, Protocol type) {

  private static final Pattern SECTION = Pattern.compile("\\s*\\[([^\\[\\]]+)]\\s*(?:#.*)?");
  private static final Pattern SETTING =
      Pattern.compile("\\s*([A-Za-z_]+)\\s*=\\s*(?:\"([^\"\\\\]*)\"|'([^']*)')\\s*(?:#.*)?");

  static CodexProvider of(String toml) {
    Map<String, String> settings = new HashMap<>();
    String section = "";
    for (String line : toml.lines().toList()) {
      Matcher begins = SECTION.matcher(line);
      Matcher sets = SETTING.matcher(line);
      if (begins.matches()) {
        section = begins.group(1).strip().replace("\"", "") + ".";
      } else if (sets.matches()) {
        String value = sets.group(2) == null ? sets.group(3) : sets.group(2);
        settings.putIfAbsent(section + sets.group(1), value);
      }
    }
    String selected = "model_providers." + settings.getOrDefault("model_provider", "") + ".";
    boolean chat = settings.getOrDefault(selected + "wire_api", "responses").equals("chat");
    return new CodexProvider(
        settings.getOrDefault(selected + "base_url", ""),
        chat ? Protocol.OPENAI_CHAT : Protocol.OPENAI_RESPONSES);
  }
}
