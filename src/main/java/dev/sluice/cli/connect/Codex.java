package dev.sluice.cli.connect;

import dev.sluice.cli.GatewayAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Codex: a provider of its own in {@code config.toml}, and the choice of it. */
record Codex() implements Client {

  private static final List<String> CHOICE = List.of("model_provider");
  private static final String NAME = "sluice";

  @Override
  public String id() {
    return "codex";
  }

  @Override
  public String title() {
    return "Codex";
  }

  @Override
  public Path file(Shell shell) {
    return shell.folder("CODEX_HOME", ".codex").resolve("config.toml");
  }

  @Override
  public TomlText read(String text) throws InvalidText {
    return TomlText.of(text);
  }

  /*
   * The key stands in the file: env_key would name a variable that every shell from which Codex is
   * started had to have.
   */
  @Override
  public List<Setting> settings(GatewayAccess gateway) {
    return List.of(
        new Setting(CHOICE, NAME, false),
        provider("name", "Sluice"),
        provider("base_url", gateway.url() + "/v1"),
        provider("wire_api", "responses"),
        Setting.of(gateway.key(), "model_providers", NAME, "experimental_bearer_token"));
  }

  private static Setting provider(String name, String value) {
    return Setting.of(value, "model_providers", NAME, name);
  }

  @Override
  public List<String> rivals(SettingsText settings, GatewayAccess gateway, Shell shell) {
    var lines = new ArrayList<String>();
    Path own = file(shell);
    settings
        .value(List.of("profile"))
        .ifPresent(profile ->
            lines.add(own + " sets profile = " + profile + ", which may choose another provider"));
    settings
        .value(List.of("model_providers", NAME, "env_key"))
        .ifPresent(name -> lines.add(own + " sets env_key = " + name + ", which may win"));
    Path project = shell.folder().resolve(".codex/config.toml").toAbsolutePath().normalize();
    if (!project.equals(own)
        && choice(project).filter(choice -> !choice.equals(NAME)).isPresent()) {
      lines.add(project + " sets model_provider, which may win; remove it there");
    }
    return lines;
  }

  private Optional<String> choice(Path file) {
    try {
      return Files.isRegularFile(file)
          ? read(Files.readString(file)).value(CHOICE)
          : Optional.empty();
    } catch (IOException | InvalidText e) {
      return Optional.empty();
    }
  }
}
