package dev.sluice.ledger.price;

import dev.sluice.base.Money;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** What an attempt cost; never silently nothing. */
public sealed interface Cost {

  /**
   * By a price that was known.
   *
   * @param revision the price's
   * @param multiplier of the channel that was asked
   */
  record Priced(Money amount, String revision, BigDecimal multiplier) implements Cost {}

  /** Nobody has said yet what the model costs. */
  record Unpriced() implements Cost {}

  Cost UNPRICED = new Unpriced();

  /** No attempt costs more; it keeps an upstream's nonsense from overflowing what is added up. */
  BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  /** What was used of a model at a time, at the price that held then. */
  static Cost of(PriceTable table, String model, Instant at, Usage usage, BigDecimal multiplier) {
    return table
        .find(model, at)
        .<Cost>map(listed ->
            new Priced(
                amount(listed.price(), Tariff.STANDARD, usage, multiplier),
                listed.revision(),
                multiplier))
        .orElse(UNPRICED);
  }

  /*
   * Rates are nano-dollars for a million tokens, so the products are exact whole numbers; the one
   * rounding, of a half upwards, is that of the sum to nano-dollars.
   */
  /** The sum; exact but for its last nano-dollar. */
  static Money amount(Price price, Tariff tariff, Usage usage, BigDecimal multiplier) {
    long written = usage.cacheWrite5mTokens() + usage.cacheWrite1hTokens();
    long prompt = usage.inputTokens() + usage.cacheReadTokens() + written;
    Rates rates = price.ratesFor(prompt, tariff);
    BigInteger millionths =
        times(usage.inputTokens(), rates.input())
            .add(times(usage.outputTokens(), rates.output()))
            .add(times(usage.cacheWrite5mTokens(), rates.cacheWrite5m()))
            .add(times(usage.cacheWrite1hTokens(), rates.cacheWrite1h()))
            .add(times(usage.cacheReadTokens(), rates.cacheRead()));
    BigDecimal tokens = new BigDecimal(millionths).movePointLeft(9 + 6);
    BigDecimal searches =
        price.webSearch().dollars().multiply(BigDecimal.valueOf(usage.webSearches()));
    return Money.rounded(tokens.add(searches).multiply(multiplier).min(MOST));
  }

  private static BigInteger times(long tokens, Money rate) {
    return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(rate.nanos()));
  }
}
