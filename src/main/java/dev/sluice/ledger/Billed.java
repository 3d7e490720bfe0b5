package dev.sluice.ledger;

import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;

/**
 * An attempt that its upstream charges for.
 *
 * @param attempt counted from 1 within its request
 * @param key masked
 * @param model as the upstream was asked for it
 * @param estimated whether part of the usage is not the upstream's own word
 * @param multiplier of the channel's prices
 */
public record Billed(
    int attempt,
    String channel,
    String key,
    String model,
    Usage usage,
    boolean estimated,
    BigDecimal multiplier,
    Cost cost) {

  public Billed withCost(Cost priced) {
    return new Billed(attempt, channel, key, model, usage, estimated, multiplier, priced);
  }
}
