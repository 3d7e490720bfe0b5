package dev.sluice.ledger.stats;

import java.time.Instant;
import java.util.Optional;

/**
 * Which conversations are wanted, the last used first.
 *
 * @param key of this caller; empty: of all
 * @param since last used then or later
 * @param before continues after the one that this names
 */
public record SessionQuery(
    String key, Optional<Instant> since, Optional<SessionCursor> before, int limit) {

  public SessionQuery {
    if (limit < 1 || limit > StatsQuery.MOST) {
      throw new IllegalArgumentException(
          "limit: " + limit + " (expected: 1 to " + StatsQuery.MOST + ")");
    }
  }
}
