package dev.sluice.access;

/** What the gateway makes of a presented secret. */
sealed interface Recognition {

  record Unknown() implements Recognition {}

  record Known(Caller caller) implements Recognition {}

  /** A right secret that does not open anything now; its holder is told why. */
  record Barred(String key, String message) implements Recognition {}
}
