package dev.sluice.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the program keeps its files. What commands need of the environment: a wrong port must not
 * keep an operator from listing channels.
 */
public record Places(Path dataDir, Path configPath) {

  /** As {@link Settings#read}, for these two alone. */
  public static Places read(Map<String, String> environment, Map<String, String> options)
      throws InvalidSetting {
    return of(new Variables(environment, options));
  }

  static Places of(Variables variables) throws InvalidSetting {
    if (variables.text("DATABASE_URL").isPresent()) {
      throw SettingsReader.notBuilt("DATABASE_URL");
    }
    SealKeys.check(variables);
    Optional<Path> data = variables.path("DATA_DIR");
    Path dataDir =
        data.orElseGet(() -> variables.home().resolve(".sluice").toAbsolutePath().normalize());
    Path config = variables.path("CONFIG_PATH").orElseGet(() -> dataDir.resolve("config.json"));
    return new Places(dataDir, config);
  }
}
