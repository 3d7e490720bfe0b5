package dev.sluice.ledger.journal;

/** What is done with requests that no journal has room for. */
public enum Policy {
  /** They are served; a crash may lose them from the books. */
  SERVE,
  /** They are refused until there is room. */
  REFUSE
}
