package dev.sluice.cli;

import dev.sluice.base.Secret;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Places;
import dev.sluice.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a command works on: a configuration file, or a running gateway. */
class FileOptions {

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

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running gateway to work on instead (default: $SLUICE_URL).")
  private String url = "";

  @Option(
      names = "--access-key",
      paramLabel = "KEY",
      description = "That gateway's access key (default: $PROXY_ACCESS_KEY, which is safer).")
  private String accessKey = "";

  /** The file, on which a reference that leads nowhere from this shell is no problem. */
  ConfigFile open(Terminal terminal) throws InvalidSetting {
    Places places = places(terminal);
    return ConfigFile.forCommand(
        places.configPath(), places.dataDir(), terminal.environment(), InstantSource.system());
  }

  /** The file, read as the gateway would read it with this environment. */
  ConfigFile openStrictly(Terminal terminal) throws InvalidSetting {
    Places places = places(terminal);
    return ConfigFile.at(
        places.configPath(), places.dataDir(), terminal.environment(), InstantSource.system());
  }

  Path path(Terminal terminal) throws InvalidSetting {
    return places(terminal).configPath();
  }

  private Places places(Terminal terminal) throws InvalidSetting {
    refuseRemote(terminal);
    Map<String, String> options = new HashMap<>();
    options.put("CONFIG_PATH", config);
    options.put("DATA_DIR", dataDir);
    return Places.read(terminal.environment(), options);
  }

  private void refuseRemote(Terminal terminal) {
    if (!address(terminal).isEmpty()) {
      throw new UsageException(
          "this command works on the file alone; leave out --url and SLUICE_URL, and run it on the"
              + " gateway's host");
    }
  }

  /** The gateway that the command is for; empty: the file. */
  Optional<Remote> remote(Terminal terminal) {
    String address = address(terminal);
    if (address.isEmpty()) {
      if (!accessKey.isEmpty()) {
        throw new UsageException("--access-key: there is no --url to use it for");
      }
      return Optional.empty();
    }
    return Optional.of(new Remote(checked(address), key(terminal)));
  }

  /** The gateway that the command is for, or the one that runs here. */
  Remote live(Terminal terminal) throws InvalidSetting, IOException {
    Optional<Remote> remote = remote(terminal);
    if (remote.isPresent()) {
      return remote.get();
    }
    Map<String, String> options = dataDir.isEmpty() ? Map.of() : Map.of("DATA_DIR", dataDir);
    Settings settings = Settings.read(terminal.environment(), options);
    String scheme = settings.tls().isPresent() ? "https" : "http";
    String host = settings.loopback() ? settings.host() : "127.0.0.1";
    String shown = host.contains(":") ? "[" + host + "]" : host;
    Path file = settings.dataDir().resolve("access-key");
    Secret key =
        settings.accessKeys().isEmpty() && Files.exists(file)
            ? Secret.of(Files.readString(file).strip())
            : settings.accessKeys().stream().findFirst().orElseGet(() -> key(terminal));
    return new Remote(URI.create(scheme + "://" + shown + ":" + settings.port()), key);
  }

  /* A file that is named goes before a gateway that only the environment names. */
  private String address(Terminal terminal) {
    if (!url.isEmpty() || !config.isEmpty() || !dataDir.isEmpty()) {
      return url;
    }
    return terminal.environment().getOrDefault("SLUICE_URL", "").strip();
  }

  private static URI checked(String address) {
    try {
      URI uri = new URI(address.replaceFirst("/+$", ""));
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new UsageException("--url: no address (expected: http://HOST:PORT or https://HOST)");
    }
    throw new UsageException("--url: no address (expected: http://HOST:PORT or https://HOST)");
  }

  private Secret key(Terminal terminal) {
    String given =
        accessKey.isEmpty()
            ? terminal.environment().getOrDefault("PROXY_ACCESS_KEY", "").replaceFirst(",.*", "")
            : accessKey;
    if (given.isBlank()) {
      throw new UsageException("--access-key: missing (expected: it, or PROXY_ACCESS_KEY)");
    }
    return Secret.of(given.strip());
  }

  static String author(Terminal terminal) {
    String user = terminal.environment().getOrDefault("USER", "");
    return user.isBlank() ? "cli" : "cli:" + user;
  }
}
