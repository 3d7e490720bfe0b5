package dev.sluice.ledger.bodies;

import java.util.Locale;

/** Whose body it is. */
public enum Side {
  REQUEST,
  RESPONSE;

  /** As the store names it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this label. */
  public static Side of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
