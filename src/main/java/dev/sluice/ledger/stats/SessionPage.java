package dev.sluice.ledger.stats;

import java.util.List;
import java.util.Optional;

/**
 * Conversations, the last used first.
 *
 * @param next where the others begin; empty: there are none
 */
public record SessionPage(List<SessionLine> items, Optional<SessionCursor> next) {

  public SessionPage {
    items = List.copyOf(items);
  }
}
