package dev.sluice.ledger.price;

import dev.sluice.base.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one model costs.
 *
 * @param tiers ascending; above its size of prompt a tier holds for the whole request
 * @param batch what holds for requests that may wait, if it is told
 * @param webSearch one search
 */
public record Price(Rates rates, List<Tier> tiers, Optional<Rates> batch, Money webSearch) {

  /** Rates for prompts of more than so many tokens, cached ones counted. */
  public record Tier(long above, Rates rates) {
    public Tier {
      if (above < 1) {
        throw new IllegalArgumentException("above: " + above + " (expected: 1 or more)");
      }
    }
  }

  public Price {
    if (webSearch.isNegative()) {
      throw new IllegalArgumentException("webSearch: " + webSearch + " (expected: 0 or more)");
    }
    tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
  }

  /** Without tiers, batches or searches. */
  public static Price flat(Rates rates) {
    return new Price(rates, List.of(), Optional.empty(), Money.ZERO);
  }

  Rates ratesFor(long prompt, Tariff tariff) {
    if (tariff == Tariff.BATCH && batch.isPresent()) {
      return batch.get();
    }
    Rates holding = rates;
    for (Tier tier : tiers) {
      if (prompt > tier.above()) {
        holding = tier.rates();
      }
    }
    return holding;
  }
}
