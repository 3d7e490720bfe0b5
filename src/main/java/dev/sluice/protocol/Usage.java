package dev.sluice.protocol;

/**
 * What an answer cost in tokens, every token counted once.
 *
 * @param inputTokens without those read from or written to a cache
 * @param outputTokens what was thought included
 * @param cacheReadTokens read from a cache
 * @param cacheWrite5mTokens written to a cache for five minutes, or for a time that was not told
 * @param cacheWrite1hTokens written to a cache for an hour
 * @param webSearches searches that the upstream made and charges for
 * @param known whether the upstream told any of it
 */
public record Usage(
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWrite5mTokens,
    long cacheWrite1hTokens,
    long webSearches,
    boolean known) {

  /** More than anything ever adds up to, so that an upstream's nonsense overflows no sum. */
  private static final long MOST = 1_000_000_000_000_000L;

  public static final Usage UNKNOWN = new Usage(0, 0, 0, 0, 0, false);

  /** Without searches. */
  public Usage(
      long inputTokens,
      long outputTokens,
      long cacheReadTokens,
      long cacheWrite5mTokens,
      long cacheWrite1hTokens,
      boolean known) {
    this(
        inputTokens,
        outputTokens,
        cacheReadTokens,
        cacheWrite5mTokens,
        cacheWrite1hTokens,
        0,
        known);
  }

  /** Counts below zero are none. */
  public Usage {
    inputTokens = Math.clamp(inputTokens, 0, MOST);
    outputTokens = Math.clamp(outputTokens, 0, MOST);
    cacheReadTokens = Math.clamp(cacheReadTokens, 0, MOST);
    cacheWrite5mTokens = Math.clamp(cacheWrite5mTokens, 0, MOST);
    cacheWrite1hTokens = Math.clamp(cacheWrite1hTokens, 0, MOST);
    webSearches = Math.clamp(webSearches, 0, MOST);
  }

  /** What the prompt came to, cached or not. */
  public long promptTokens() {
    return inputTokens + cacheReadTokens + cacheWrite5mTokens + cacheWrite1hTokens;
  }
}
