package dev.sluice.ledger;

import java.util.List;

/** These requests have ended. */
public record RequestsRecorded(List<RequestRecord> records) {

  public RequestsRecorded {
    records = List.copyOf(records);
  }
}
