package dev.sluice.ledger.stats;

import dev.sluice.base.Money;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;

/**
 * What some requests add up to.
 *
 * @param usage all of it together
 * @param cost of what could be priced
 * @param estimated attempts of which part of the usage is estimated
 * @param unpriced attempts whose model has no price
 */
public record Figures(
    long requests, long errors, Usage usage, Money cost, long estimated, long unpriced) {

  public static final Figures NONE = new Figures(0, 0, Usage.UNKNOWN, Money.ZERO, 0, 0);

  /** One request, what it costs aside. */
  public static Figures request(boolean failed) {
    return new Figures(1, failed ? 1 : 0, Usage.UNKNOWN, Money.ZERO, 0, 0);
  }

  /** What one attempt costs. */
  public static Figures of(Billed billed) {
    Money cost = billed.cost() instanceof Cost.Priced priced ? priced.amount() : Money.ZERO;
    boolean unpriced = billed.cost() instanceof Cost.Unpriced;
    return new Figures(0, 0, billed.usage(), cost, billed.estimated() ? 1 : 0, unpriced ? 1 : 0);
  }

  public Figures plus(Figures other) {
    return new Figures(
        requests + other.requests,
        errors + other.errors,
        new Usage(
            usage.inputTokens() + other.usage.inputTokens(),
            usage.outputTokens() + other.usage.outputTokens(),
            usage.cacheReadTokens() + other.usage.cacheReadTokens(),
            usage.cacheWrite5mTokens() + other.usage.cacheWrite5mTokens(),
            usage.cacheWrite1hTokens() + other.usage.cacheWrite1hTokens(),
            usage.webSearches() + other.usage.webSearches(),
            usage.known() || other.usage.known()),
        cost.plus(other.cost),
        estimated + other.estimated,
        unpriced + other.unpriced);
  }
}
