package dev.sluice.ledger;

/**
 * Who asked, as the books name them; texts that do not apply are empty.
 *
 * @param kind {@code access-key}, or {@code unknown} for who was not let in
 * @param user the person whose key it is
 */
public record CallerRecord(String kind, String id, String name, String user) {

  /** Someone who was not let in, or whose request nobody could read. */
  public static final CallerRecord UNKNOWN = new CallerRecord("unknown", "", "");

  /** Someone who is no person's. */
  public CallerRecord(String kind, String id, String name) {
    this(kind, id, name, "");
  }

  /** Whether this is someone who was let in. */
  public boolean known() {
    return !kind.equals(UNKNOWN.kind());
  }
}
