package dev.sluice.ledger.price;

import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an upstream charges for one attempt, as the books have it.
 *
 * @param model as the upstream was asked for it
 * @param multiplier of the prices where it was asked
 */
public record Charge(String model, Instant time, Usage usage, BigDecimal multiplier, Cost cost) {}
