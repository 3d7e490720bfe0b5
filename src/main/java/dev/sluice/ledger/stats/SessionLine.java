package dev.sluice.ledger.stats;

import java.time.Instant;

/**
 * A conversation of one caller.
 *
 * @param channel that served it last
 * @param model that served it last
 */
public record SessionLine(
    String session,
    String key,
    String user,
    Instant first,
    Instant last,
    String channel,
    String model,
    Figures figures) {}
