package dev.sluice.config;

import java.io.IOException;

/** Another writer holds the document for longer than anyone should. */
public final class ConfigBusy extends IOException {

  private static final long serialVersionUID = 1L;

  ConfigBusy(String message) {
    super(message);
  }
}
