package dev.sluice.cli.connect;

import dev.sluice.cli.GatewayAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A coding client: where its settings are, and what in them points it at the gateway. */
sealed interface Client permits ClaudeCode, Codex, GeminiCli {

  List<Client> ALL = List.of(new ClaudeCode(), new Codex(), new GeminiCli());

  String id();

  String title();

  Path file(Shell shell);

  SettingsText read(String text) throws InvalidText;

  List<Setting> settings(GatewayAccess gateway);

  /**
   * What else this client reads that may win over its settings, a line for each.
   *
   * @param settings as they are to be
   */
  List<String> rivals(SettingsText settings, GatewayAccess gateway, Shell shell);

  /** A line for each variable of the shell that says something else than is wanted. */
  static List<String> variables(
      Shell shell, List<String> names, Function<String, Optional<String>> wanted) {
    return names.stream()
        .filter(name -> shell.variable(name).isPresent())
        .filter(name -> !shell.variable(name).equals(wanted.apply(name)))
        .map(name -> name + " is set in this shell and may win; unset " + name)
        .toList();
  }
}
