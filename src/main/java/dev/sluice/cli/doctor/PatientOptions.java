package dev.sluice.cli.doctor;

import dev.sluice.app.RunFile;
import dev.sluice.base.Secret;
import dev.sluice.cli.Terminal;
import dev.sluice.cli.UsageException;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Places;
import dev.sluice.config.PublicAddress;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which gateway is looked at: a remote one, the one of the data folder, or what lies there. */
final class PatientOptions {

  private static final String EXPECTED = " (expected: http://HOST:PORT or https://HOST)";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A running gateway, by the address that its clients use (default: $SLUICE_URL, or the one"
              + " of the data folder, through $APP_URL where that is set).")
  private String url = "";

  @Option(
      names = "--access-key",
      paramLabel = "KEY",
      description = "Its access key (default: $PROXY_ACCESS_KEY, or the data folder's own).")
  private String accessKey = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file (default: $CONFIG_PATH or config.json in the data folder).")
  private String config = "";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Data folder (default: $DATA_DIR or ~/.sluice).")
  private String dataDir = "";

  Patient find(Terminal terminal) throws InvalidSetting, IOException {
    String named = url.isBlank() && dataDir.isEmpty() && config.isEmpty() ? env(terminal) : url;
    if (!named.isBlank()) {
      URI base = address(named.strip());
      return new Patient.Running(
          base, base, remoteKey(terminal), Optional.empty(), Optional.empty());
    }
    Map<String, String> options = new HashMap<>(Map.of("CONFIG_PATH", config, "DATA_DIR", dataDir));
    options.values().removeIf(String::isEmpty);
    Path folder = Places.read(terminal.environment(), options).dataDir();
    Optional<RunFile> running = config.isEmpty() ? RunFile.in(folder) : Optional.empty();
    var here = new Patient.Absent(folder, Map.copyOf(options));
    return running.isPresent() ? local(running.get().url(), here, terminal) : here;
  }

  private static String env(Terminal terminal) {
    return terminal.environment().getOrDefault("SLUICE_URL", "");
  }

  private Patient local(URI base, Patient.Absent here, Terminal terminal)
      throws InvalidSetting, IOException {
    URI front = PublicAddress.of(terminal.environment()).orElse(base);
    Optional<Secret> given = givenKey(terminal);
    Secret key = given.isPresent() ? given.get() : keptKey(here.dataDir());
    Optional<Path> certificate =
        Optional.of(terminal.environment().getOrDefault("TLS_CERT", "").strip())
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .filter(Files::isReadable);
    return new Patient.Running(base, front, key, Optional.of(here), certificate);
  }

  private static URI address(String text) {
    String plain = text.replaceFirst("/+$", "");
    try {
      URI uri = new URI(plain);
      boolean http = String.valueOf(uri.getScheme()).matches("https?");
      if (http && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new UsageException("--url: \"" + plain + "\"" + EXPECTED);
    }
    throw new UsageException("--url: \"" + plain + "\"" + EXPECTED);
  }

  private Secret remoteKey(Terminal terminal) {
    return givenKey(terminal)
        .orElseThrow(
            () -> new UsageException("--access-key: missing (expected: it, or PROXY_ACCESS_KEY)"));
  }

  /* Several keys separated by commas are all valid. */
  private Optional<Secret> givenKey(Terminal terminal) {
    String given =
        accessKey.isBlank()
            ? terminal.environment().getOrDefault("PROXY_ACCESS_KEY", "")
            : accessKey;
    return Optional.of(given.replaceFirst(",.*", "").strip())
        .filter(key -> !key.isEmpty())
        .map(Secret::of);
  }

  private static Secret keptKey(Path folder) throws IOException {
    Path file = folder.resolve("access-key");
    String key = Files.exists(file) ? Files.readString(file).strip() : "";
    if (key.isEmpty()) {
      throw new UsageException(
          "--access-key: missing, and there is none in "
              + folder
              + " (expected: the key, or"
              + " PROXY_ACCESS_KEY as the gateway has it)");
    }
    return Secret.of(key);
  }
}
