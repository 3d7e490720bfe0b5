package dev.sluice.ledger;

/**
 * Where a journal holds a record.
 *
 * @param journal which one
 * @param end up to where the journal may forget once the record is in the store
 */
public record Place(int journal, long end) {

  /** No journal holds it. */
  public static final Place NONE = new Place(-1, 0);

  public boolean journaled() {
    return journal >= 0;
  }
}
