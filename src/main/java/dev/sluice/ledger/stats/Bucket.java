package dev.sluice.ledger.stats;

import java.time.Duration;

/** How finely a time is cut; days begin at midnight UTC. */
public enum Bucket {
  MINUTE,
  HOUR,
  DAY;

  /** Of longer times no minutes are told. */
  public static final Duration MOST_OF_MINUTES = Duration.ofHours(7);
}
