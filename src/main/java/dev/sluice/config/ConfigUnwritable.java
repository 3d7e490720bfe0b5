package dev.sluice.config;

import java.io.IOException;

/** The document cannot be replaced where it lies; its message names the way out. */
public final class ConfigUnwritable extends IOException {

  private static final long serialVersionUID = 1L;

  ConfigUnwritable(String message) {
    super(message);
  }

  ConfigUnwritable(String message, Throwable cause) {
    super(message, cause);
  }
}
