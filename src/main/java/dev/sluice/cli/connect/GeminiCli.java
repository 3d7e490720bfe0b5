package dev.sluice.cli.connect;

import dev.sluice.cli.GatewayAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gemini CLI: variables of its own {@code .env}. */
record GeminiCli() implements Client {

  private static final String BASE_URL = "GOOGLE_GEMINI_BASE_URL";
  private static final String KEY = "GEMINI_API_KEY";
  private static final String API_KEY_LOGIN = "gemini-api-key";
  private static final List<List<String>> LOGINS =
      List.of(List.of("security", "auth", "selectedType"), List.of("selectedAuthType"));
  private static final List<String> NAMES =
      List.of(BASE_URL, KEY, "GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI", "GOOGLE_GENAI_USE_GCA");

  @Override
  public String id() {
    return "gemini";
  }

  @Override
  public String title() {
    return "Gemini CLI";
  }

  @Override
  public Path file(Shell shell) {
    return home(shell).resolve(".env");
  }

  /* Gemini CLI knows no variable that names its folder: a blank name is never set. */
  private static Path home(Shell shell) {
    return shell.folder("", ".gemini");
  }

  @Override
  public EnvText read(String text) {
    return EnvText.of(text);
  }

  @Override
  public List<Setting> settings(GatewayAccess gateway) {
    return List.of(Setting.of(gateway.url(), BASE_URL), Setting.of(gateway.key(), KEY));
  }

  @Override
  public List<String> rivals(SettingsText settings, GatewayAccess gateway, Shell shell) {
    var lines = new ArrayList<String>();
    login(shell)
        .filter(login -> !login.equals(API_KEY_LOGIN))
        .ifPresent(login ->
            lines.add(
                home(shell).resolve("settings.json")
                    + " chooses the login "
                    + login
                    + ", which may win; choose \"Use Gemini API key\" with /auth"));
    nearer(shell)
        .ifPresent(file -> lines.add(file + " is read instead from this folder; move it away"));
    Map<String, String> wanted = Map.of(BASE_URL, gateway.url(), KEY, gateway.key().reveal());
    lines.addAll(Client.variables(shell, NAMES, name -> Optional.ofNullable(wanted.get(name))));
    return lines;
  }

  private static Optional<String> login(Shell shell) {
    Path file = home(shell).resolve("settings.json");
    try {
      if (Files.isRegularFile(file)) {
        JsonText text = JsonText.of(Files.readString(file));
        return LOGINS.stream().flatMap(path -> text.value(path).stream()).findFirst();
      }
    } catch (IOException | InvalidText e) {
      // Gemini CLI will say what is wrong with it.
    }
    return Optional.empty();
  }

  /** It reads one file alone: the first on the way up from the working folder. */
  private Optional<Path> nearer(Shell shell) {
    Path own = file(shell);
    Path folder = shell.folder().toAbsolutePath().normalize();
    while (folder != null) {
      for (String name : List.of(".gemini/.env", ".env")) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
          return file.equals(own) ? Optional.empty() : Optional.of(file);
        }
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }
}
