package dev.sluice.ledger;

/**
 * One attempt of a request.
 *
 * @param key masked
 * @param status the upstream's, or 0 when it gave none
 * @param ttfbMs to the head; 0 when none came
 */
public record AttemptRecord(
    String channel, String key, String verdict, int status, long ttfbMs, long ms) {}
