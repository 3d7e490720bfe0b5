package dev.sluice.admin;

import dev.sluice.ledger.RequestRecords;
import dev.sluice.ledger.bodies.KeptBodies;
import dev.sluice.ledger.price.Prices;
import dev.sluice.ledger.price.Recomputation;
import dev.sluice.ledger.stats.Statistics;
import java.time.Duration;

/**
 * What has happened and what it cost, for operators to look at.
 *
 * @param active how long after its last request a conversation counts as going on
 */
public record Books(
    RequestRecords requests,
    KeptBodies bodies,
    Statistics statistics,
    Prices prices,
    Recomputation recomputation,
    PriceFeed feed,
    Meters meters,
    Trail trail,
    Duration active) {}
