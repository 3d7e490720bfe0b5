package dev.sluice.cli;

import dev.sluice.config.Settings;
import java.util.Locale;

/** Tells the log, before its first line, how it is to look. */
final class Logs {

  private static final String LEVEL = "sluice.log.level";
  private static final String FORMAT = "sluice.log.format";

  private Logs() {}

  static void set(Settings settings) {
    System.setProperty(LEVEL, settings.logLevel().name().toLowerCase(Locale.ROOT));
    System.setProperty(FORMAT, settings.logFormat().name().toLowerCase(Locale.ROOT));
  }

  /** Only what goes wrong. */
  static void quiet() {
    System.setProperty(LEVEL, "warn");
  }
}
