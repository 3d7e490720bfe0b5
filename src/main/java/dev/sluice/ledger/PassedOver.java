package dev.sluice.ledger;

/** A channel that was not asked when its turn would have come. */
public record PassedOver(String channel, String reason) {}
