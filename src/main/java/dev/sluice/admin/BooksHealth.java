package dev.sluice.admin;

/**
 * How what happens is kept.
 *
 * @param journal {@code ok}, {@code full} or {@code unavailable}
 * @param store {@code ok}, or {@code away}
 * @param waiting records that the store has yet to take
 * @param unbooked requests and attempts that no journal had room for, since the start
 * @param lost records that are kept nowhere
 */
public record BooksHealth(String journal, String store, long waiting, long unbooked, long lost) {

  public static final String OK = "ok";

  boolean sound() {
    return journalKept() && storeKept();
  }

  boolean journalKept() {
    return journal.equals(OK);
  }

  boolean storeKept() {
    return store.equals(OK);
  }
}
