package dev.sluice.protocol.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a model is to think, from nothing to all it can. */
public enum Effort {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX;

  /* Thresholds in use among gateways (CLIProxyAPI); providers publish none. */
  private static final long MOST_MINIMAL = 512;
  private static final long MOST_LOW = 2_048;
  private static final long MOST_MEDIUM = 8_192;
  private static final long MOST_HIGH = 24_576;

  /** As the wire spells it; empty for a level that is not known. */
  public static Optional<Effort> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }

  /** The level that a budget of tokens for thinking amounts to. */
  public static Effort ofBudget(long tokens) {
    if (tokens <= 0) {
      return NONE;
    }
    if (tokens <= MOST_MINIMAL) {
      return MINIMAL;
    }
    if (tokens <= MOST_LOW) {
      return LOW;
    }
    if (tokens <= MOST_MEDIUM) {
      return MEDIUM;
    }
    return tokens <= MOST_HIGH ? HIGH : XHIGH;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A budget of tokens for thinking that amounts to the level. */
  public long budget() {
    return switch (this) {
      case NONE -> 0;
      case MINIMAL -> 1_024;
      case LOW -> 2_048;
      case MEDIUM -> MOST_MEDIUM;
      case HIGH -> MOST_HIGH;
      case XHIGH -> 32_768;
      case MAX -> 64_000;
    };
  }

  public boolean atLeast(Effort other) {
    return compareTo(other) >= 0;
  }
}
