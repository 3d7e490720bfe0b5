package dev.sluice.ledger;

import dev.sluice.protocol.Usage;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of one request; texts that do not apply are empty.
 *
 * @param model as the caller asked for it
 * @param servedModel as the upstream was asked for it
 * @param key masked
 * @param status as the caller saw it
 * @param ttfbMs to the first byte to the caller
 * @param ttftMs to the first content
 * @param error one line; never a body
 */
public record RequestRecord(
    String id,
    Instant time,
    String caller,
    String protocol,
    String model,
    String servedModel,
    String channel,
    String key,
    String session,
    String agent,
    int status,
    String verdict,
    List<AttemptRecord> attempts,
    Usage usage,
    long ttfbMs,
    long ttftMs,
    long durationMs,
    EndedBy endedBy,
    String error) {

  /** Who ended the answer. */
  public enum EndedBy {
    UPSTREAM,
    CALLER,
    GATEWAY
  }
}
