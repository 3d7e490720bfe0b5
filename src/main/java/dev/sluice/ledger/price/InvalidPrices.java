package dev.sluice.ledger.price;

/** A list of prices that cannot be taken over; the message says where, what, and what is right. */
public final class InvalidPrices extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidPrices(String message) {
    super(message);
  }
}
