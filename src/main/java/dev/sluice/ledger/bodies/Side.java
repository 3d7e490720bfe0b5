package dev.sluice.ledger.bodies;

import dev.sluice.config.BodyLogs;
import java.util.Locale;

/** Whose body it is, or whose headers. */
public enum Side {
  REQUEST,
  REQUEST_HEADERS,
  RESPONSE,
  RESPONSE_HEADERS;

  boolean wanted(BodyLogs kept) {
    return switch (this) {
      case REQUEST, REQUEST_HEADERS -> kept.requests();
      case RESPONSE, RESPONSE_HEADERS -> kept.responses();
    };
  }

  /** As the store names it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this label. */
  public static Side of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
