package dev.sluice.testing;

import dev.sluice.config.ConfigReader;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.SecretSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Configuration documents for tests that need no gateway. */
public final class Documents {

  private Documents() {}

  /** Reads a document in which single quotes stand for double ones. */
  public static Configuration read(String document) {
    try {
      return new ConfigReader(SecretSource.of(Map.of(), Path.of("/")))
          .read(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (InvalidConfiguration e) {
      throw new AssertionError(e);
    }
  }
}
