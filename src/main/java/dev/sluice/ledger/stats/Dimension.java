package dev.sluice.ledger.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what requests are told apart. */
public enum Dimension {
  MODEL,
  KEY,
  USER,
  CHANNEL,
  DAY,
  SESSION,
  AGENT;

  /** As the API and the command line spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Dimension> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** Whether it tells the conversations of a caller apart, and not where they went. */
  public boolean ofSession() {
    return this == SESSION || this == AGENT;
  }
}
