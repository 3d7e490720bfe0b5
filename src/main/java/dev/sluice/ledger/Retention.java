package dev.sluice.ledger;

import java.time.Duration;

/** How much of the request log is kept: what is too old goes, then what is too much. */
public record Retention(Duration age, long rows) {

  public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 10_000_000);

  public Retention {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("age: " + age + " (expected: more than nothing)");
    }
    if (rows < 1) {
      throw new IllegalArgumentException("rows: " + rows + " (expected: > 0)");
    }
  }
}
