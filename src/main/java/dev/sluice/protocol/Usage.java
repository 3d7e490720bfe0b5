package dev.sluice.protocol;

/**
 * What an answer cost in tokens, every token counted once.
 *
 * @param inputTokens without those read from or written to a cache
 * @param outputTokens what was thought included
 * @param cacheReadTokens read from a cache
 * @param cacheWrite5mTokens written to a cache for five minutes, or for a time that was not told
 * @param cacheWrite1hTokens written to a cache for an hour
 * @param known whether the upstream told any of it
 */
public record Usage(
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWrite5mTokens,
    long cacheWrite1hTokens,
    boolean known) {

  public static final Usage UNKNOWN = new Usage(0, 0, 0, 0, 0, false);

  /** Counts below zero are none. */
  public Usage {
    inputTokens = Math.max(0, inputTokens);
    outputTokens = Math.max(0, outputTokens);
    cacheReadTokens = Math.max(0, cacheReadTokens);
    cacheWrite5mTokens = Math.max(0, cacheWrite5mTokens);
    cacheWrite1hTokens = Math.max(0, cacheWrite1hTokens);
  }
}
