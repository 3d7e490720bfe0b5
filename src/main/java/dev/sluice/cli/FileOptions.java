package dev.sluice.cli;

import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Places;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
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

  @Mixin private GatewayOptions gateway = new GatewayOptions();

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
    if (address(terminal).isPresent()) {
      throw new UsageException(
          "this command works on the file alone; leave out --url and SLUICE_URL, and run it on the"
              + " gateway's host");
    }
    Map<String, String> options = Map.of("CONFIG_PATH", config, "DATA_DIR", dataDir);
    return Places.read(terminal.environment(), options);
  }

  /** The gateway that the command is for; empty: the file. */
  Optional<Remote> remote(Terminal terminal) throws InvalidSetting, IOException {
    if (address(terminal).isPresent()) {
      return Optional.of(Remote.of(gateway.access(terminal, dataDir)));
    }
    if (gateway.hasKey()) {
      throw new UsageException("--access-key: there is no --url to use it for");
    }
    return Optional.empty();
  }

  /** The gateway that the command is for, or the one that runs here. */
  Remote live(Terminal terminal) throws InvalidSetting, IOException {
    return Remote.of(gateway.access(terminal, dataDir));
  }

  /** Whether a gateway runs here on the data folder. */
  boolean running(Terminal terminal) throws InvalidSetting, IOException {
    return new LocalGateway(terminal.environment(), dataDir).running().isPresent();
  }

  /** The data folder here. */
  Path folder(Terminal terminal) throws InvalidSetting {
    return places(terminal).dataDir();
  }

  /* A file that is named goes before a gateway that only the environment names. */
  private Optional<String> address(Terminal terminal) throws InvalidSetting {
    if (gateway.isGiven() && !config.isEmpty()) {
      throw new UsageException("--config: names a file (expected: either it or --url)");
    }
    boolean fileIsNamed = !config.isEmpty() || !dataDir.isEmpty();
    return fileIsNamed && !gateway.isGiven() ? Optional.empty() : gateway.named(terminal);
  }

  static String author(Terminal terminal) {
    String user = terminal.environment().getOrDefault("USER", "");
    return user.isBlank() ? "cli" : "cli:" + user;
  }
}
