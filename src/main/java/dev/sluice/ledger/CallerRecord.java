package dev.sluice.ledger;

/**
 * Who asked, as the books name them; texts that do not apply are empty.
 *
 * @param kind {@code access-key}, or {@code unknown} for who was not let in
 */
public record CallerRecord(String kind, String id, String name) {

  /** Someone who was not let in, or whose request nobody could read. */
  public static final CallerRecord UNKNOWN = new CallerRecord("unknown", "", "");
}
