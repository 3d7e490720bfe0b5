package dev.sluice.cli;

import dev.sluice.app.RunFile;
import dev.sluice.base.Secret;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Places;
import dev.sluice.config.Settings;
import dev.sluice.config.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway of this machine: the one that runs on the data folder, or else the one that would
 * with this environment.
 *
 * @param dataDir empty: the environment's
 */
record LocalGateway(Map<String, String> environment, String dataDir) {

  private static final String LOOPBACK = "127.0.0.1";

  Path folder() throws InvalidSetting {
    return Places.read(environment, Map.of("DATA_DIR", dataDir)).dataDir();
  }

  Optional<RunFile> running() throws InvalidSetting, IOException {
    return RunFile.in(folder());
  }

  String url() throws InvalidSetting, IOException {
    Optional<RunFile> running = running();
    return running.isPresent() ? running.get().url().toString() : intended();
  }

  private String intended() throws InvalidSetting {
    Settings settings = settings();
    if (settings.port() == 0) {
      throw new UsageException("--url: missing, and PORT is 0 (expected: the gateway's address)");
    }
    String scheme = settings.tls().isPresent() ? "https" : "http";
    return scheme + "://" + host() + ":" + settings.port();
  }

  private String host() {
    String host = environment.getOrDefault("HOST", "").replaceAll("[\\[\\]\\s]", "");
    return switch (host) {
      case "", "0.0.0.0" -> LOOPBACK;
      case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
      case String other -> other.contains(":") ? "[" + other + "]" : other;
    };
  }

  Optional<Path> certificate() throws InvalidSetting {
    return settings().tls().map(TlsFiles::certificate);
  }

  /* Whoever asks the gateway need not fulfil what it demands of its own start: no key is wanted. */
  private Settings settings() throws InvalidSetting {
    return Settings.read(environment, Map.of("HOST", LOOPBACK, "DATA_DIR", dataDir));
  }

  /** The key that it made for itself. */
  Secret key() throws InvalidSetting, IOException {
    Path file = folder().resolve("access-key");
    try {
      String key = Files.readString(file).strip();
      if (key.isEmpty()) {
        throw new GatewayFailed(
            ExitCode.INVALID, file + " is empty; remove it, and sluice serve makes a new key");
      }
      return Secret.of(key);
    } catch (NoSuchFileException e) {
      throw new GatewayFailed(
          ExitCode.NOT_FOUND,
          "no access key: "
              + file
              + " is not there; start the gateway once (sluice serve) or give --access-key");
    }
  }
}
