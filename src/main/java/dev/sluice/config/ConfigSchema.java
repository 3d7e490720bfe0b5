package dev.sluice.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The document's JSON Schema, as it is published in {@code config/sluice.schema.json}. */
public final class ConfigSchema {

  private ConfigSchema() {}

  public static String text() {
    try (InputStream file = ConfigSchema.class.getResourceAsStream("sluice.schema.json")) {
      if (file == null) {
        throw new IllegalStateException("the build packs the schema");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
