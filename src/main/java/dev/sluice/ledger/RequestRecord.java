package dev.sluice.ledger;

import dev.sluice.protocol.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

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
 * @param trace the caller's {@code traceparent}, for the line of the log alone: it is not stored
 */
public record RequestRecord(
    String id,
    Instant time,
    CallerRecord caller,
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
    String error,
    String trace) {

  /** Who ended the answer. */
  public enum EndedBy {
    UPSTREAM,
    CALLER,
    GATEWAY;

    /** As answers and the store name it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this label. */
    public static EndedBy of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /** A request that was refused before anything was known of it but its head. */
  public static RequestRecord refused(
      String id, Instant time, String protocol, int status, String error) {
    return new RequestRecord(
        id,
        time,
        CallerRecord.UNKNOWN,
        protocol,
        "",
        "",
        "",
        "",
        "",
        "",
        status,
        "",
        List.of(),
        Usage.UNKNOWN,
        0,
        0,
        0,
        EndedBy.GATEWAY,
        error,
        "");
  }
}
