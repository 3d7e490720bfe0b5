package dev.sluice.ledger.stats;

import java.util.Map;

/**
 * What is to be added up.
 *
 * @param only values that must hold; a dimension of sessions goes with those and the key alone
 * @param limit so many of the dearest
 */
public record StatsQuery(Dimension by, Span span, Map<Dimension, String> only, int limit) {

  public static final int MOST = 1000;

  public StatsQuery {
    only = Map.copyOf(only);
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MOST + ")");
    }
  }

  /** Whether what is asked for is added up by session. */
  public boolean ofSessions() {
    return by.ofSession() || only.keySet().stream().anyMatch(Dimension::ofSession);
  }

  /** Whether all sessions or agents are to be told apart, and not those of one of them. */
  public boolean ofAllSessions() {
    return by.ofSession() && only.keySet().stream().noneMatch(Dimension::ofSession);
  }

  /** Whether both are asked for what only one of the two tables knows. */
  public boolean contradicts() {
    return ofSessions()
        && (needsPlace(by) || only.keySet().stream().anyMatch(StatsQuery::needsPlace));
  }

  private static boolean needsPlace(Dimension dimension) {
    return dimension == Dimension.MODEL
        || dimension == Dimension.CHANNEL
        || dimension == Dimension.USER;
  }
}
