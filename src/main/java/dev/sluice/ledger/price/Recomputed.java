package dev.sluice.ledger.price;

import dev.sluice.base.Money;
import java.time.Instant;
import java.util.List;

/**
 * What computing costs again has changed, or would change.
 *
 * @param model a pattern
 * @param examined attempts whose model fits
 * @param priced those that had no price before
 * @param kept those that have a price though their model has none any more: they keep it
 * @param before what the changed ones cost, those without a price nothing
 * @param lines the largest differences first
 */
public record Recomputed(
    Instant since,
    Instant until,
    String model,
    long examined,
    long changed,
    long priced,
    long kept,
    Money before,
    Money after,
    List<Line> lines,
    boolean applied) {

  /**
   * Attempts of one model that go from one price to another.
   *
   * @param from revision of the price; empty: there was none
   */
  public record Line(
      String model, String from, String to, long attempts, Money before, Money after) {}

  public Recomputed {
    lines = List.copyOf(lines);
  }
}
