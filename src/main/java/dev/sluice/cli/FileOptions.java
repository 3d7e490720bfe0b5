package dev.sluice.cli;

import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Places;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which configuration file a command works on. */
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

  @Option(names = "--url", hidden = true)
  private String url = "";

  @Option(names = "--access-key", hidden = true)
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
    if (!url.isEmpty() || !accessKey.isEmpty()) {
      throw new UsageException(
          "--url and --access-key are not built yet; run the command on the gateway's host");
    }
    if (!terminal.environment().getOrDefault("SLUICE_URL", "").isBlank()) {
      throw new UsageException(
          "SLUICE_URL is not built yet; unset it and run the command on the gateway's host");
    }
  }

  static String author(Terminal terminal) {
    String user = terminal.environment().getOrDefault("USER", "");
    return user.isBlank() ? "cli" : "cli:" + user;
  }
}
