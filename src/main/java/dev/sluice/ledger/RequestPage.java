package dev.sluice.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Requests, newest first.
 *
 * @param next where older ones begin; empty: there are none
 */
public record RequestPage(List<RequestRecord> items, Optional<Cursor> next) {

  public RequestPage {
    items = List.copyOf(items);
  }
}
