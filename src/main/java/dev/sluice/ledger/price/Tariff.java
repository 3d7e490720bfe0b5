package dev.sluice.ledger.price;

/** In which way a request was sold. */
public enum Tariff {
  STANDARD,
  BATCH
}
