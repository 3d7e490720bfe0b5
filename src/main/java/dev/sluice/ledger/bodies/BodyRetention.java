package dev.sluice.ledger.bodies;

import java.time.Duration;

/** How long bodies are kept, and how many bytes of them, as they lie in the store. */
public record BodyRetention(Duration age, long bytes) {

  public static final BodyRetention DEFAULT = new BodyRetention(Duration.ofDays(3), 256L << 20);

  public BodyRetention {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("age: " + age + " (expected: more than nothing)");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: > 0)");
    }
  }
}
