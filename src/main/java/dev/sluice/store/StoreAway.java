package dev.sluice.store;

/** The database cannot be used now. */
public final class StoreAway extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreAway(String message, Throwable cause) {
    super(message, cause);
  }
}
