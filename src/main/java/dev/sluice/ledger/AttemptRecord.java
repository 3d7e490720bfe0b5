package dev.sluice.ledger;

import org.jspecify.annotations.Nullable;

/**
 * One attempt of a request.
 *
 * @param key masked
 * @param status the upstream's, or 0 when it gave none
 * @param ttfbMs to the head; 0 when none came
 * @param startMs since the request came; null when nobody noted it
 */
public record AttemptRecord(
    String channel,
    String key,
    String verdict,
    int status,
    long ttfbMs,
    long ms,
    @Nullable Long startMs) {

  /** The same, begun then. */
  public AttemptRecord begun(@Nullable Long since) {
    return new AttemptRecord(channel, key, verdict, status, ttfbMs, ms, since);
  }
}
