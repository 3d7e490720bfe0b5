package dev.sluice.cli.connect;

import dev.sluice.cli.GatewayAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claude Code: variables of its own {@code settings.json}. */
record ClaudeCode() implements Client {

  static final String BASE_URL = "ANTHROPIC_BASE_URL";
  static final String TOKEN = "ANTHROPIC_AUTH_TOKEN";

  /** A second key beside the token, or another way to reach models. */
  static final List<String> OTHER_WAYS =
      List.of(
          "ANTHROPIC_API_KEY",
          "CLAUDE_CODE_USE_BEDROCK",
          "CLAUDE_CODE_USE_VERTEX",
          "CLAUDE_CODE_USE_FOUNDRY",
          "CLAUDE_CODE_USE_ANTHROPIC_AWS");

  private static final List<String> NAMES = names();
  private static final List<String> HELPER = List.of("apiKeyHelper");
  private static final List<Path> MANAGED =
      List.of(
          Path.of("/etc/claude-code/managed-settings.json"),
          Path.of("/Library/Application Support/ClaudeCode/managed-settings.json"));

  private static List<String> names() {
    var names = new ArrayList<String>(List.of(BASE_URL, TOKEN));
    names.addAll(OTHER_WAYS);
    return List.copyOf(names);
  }

  /** The variables that point it at the gateway. */
  static Map<String, String> environment(GatewayAccess gateway) {
    var variables = new LinkedHashMap<String, String>();
    variables.put(BASE_URL, gateway.url());
    variables.put(TOKEN, gateway.key().reveal());
    return variables;
  }

  @Override
  public String id() {
    return "claude";
  }

  @Override
  public String title() {
    return "Claude Code";
  }

  @Override
  public Path file(Shell shell) {
    return shell.folder("CLAUDE_CONFIG_DIR", ".claude").resolve("settings.json");
  }

  @Override
  public JsonText read(String text) throws InvalidText {
    return JsonText.of(text);
  }

  @Override
  public List<Setting> settings(GatewayAccess gateway) {
    return List.of(
        Setting.of(gateway.url(), "env", BASE_URL), Setting.of(gateway.key(), "env", TOKEN));
  }

  @Override
  public List<String> rivals(SettingsText settings, GatewayAccess gateway, Shell shell) {
    Map<String, String> wanted = environment(gateway);
    var lines = new ArrayList<String>(inFile(file(shell), settings, wanted));
    lines.addAll(inOtherFiles(wanted, shell));
    lines.addAll(Client.variables(shell, NAMES, name -> Optional.ofNullable(wanted.get(name))));
    return lines;
  }

  /** A line for each member of a settings file that may win over the environment. */
  List<String> inFiles(GatewayAccess gateway, Shell shell) {
    Map<String, String> wanted = environment(gateway);
    var lines = new ArrayList<String>(inFile(file(shell), wanted));
    lines.addAll(inOtherFiles(wanted, shell));
    return lines;
  }

  private List<String> inOtherFiles(Map<String, String> wanted, Shell shell) {
    var files = new ArrayList<Path>();
    for (String name : List.of("settings.json", "settings.local.json")) {
      files.add(shell.folder().resolve(".claude").resolve(name).toAbsolutePath().normalize());
    }
    files.remove(file(shell));
    files.addAll(MANAGED);
    return files.stream().flatMap(other -> inFile(other, wanted).stream()).toList();
  }

  private List<String> inFile(Path file, Map<String, String> wanted) {
    try {
      return Files.isRegularFile(file)
          ? inFile(file, read(Files.readString(file)), wanted)
          : List.of();
    } catch (IOException | InvalidText e) {
      return List.of();
    }
  }

  private static List<String> inFile(Path file, SettingsText text, Map<String, String> wanted) {
    var found = new ArrayList<String>();
    for (String name : NAMES) {
      Optional<String> value =
          text.value(List.of("env", name)).filter(written -> !written.isEmpty());
      if (value.isPresent() && !value.get().equals(wanted.get(name))) {
        found.add("env." + name);
      }
    }
    text.raw(HELPER).ifPresent(_ -> found.add("apiKeyHelper"));
    return found.stream()
        .map(name -> file + " sets " + name + ", which may win; remove it there")
        .toList();
  }
}
