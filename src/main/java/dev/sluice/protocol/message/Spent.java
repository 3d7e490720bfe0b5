package dev.sluice.protocol.message;

/**
 * Tokens of an answer, every token counted once. All 0 or more.
 *
 * @param input without those read from or written to a cache
 * @param output what was thought included
 * @param thinking the part of {@code output} that was thought, if that was told
 * @param webSearches how often the provider searched the web
 * @param known whether the upstream told any of it
 */
public record Spent(
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long thinking,
    long webSearches,
    boolean known) {

  public static final Spent UNKNOWN = new Spent(0, 0, 0, 0, 0, 0, false);

  public Spent {
    input = Math.max(0, input);
    cacheRead = Math.max(0, cacheRead);
    cacheWrite = Math.max(0, cacheWrite);
    output = Math.max(0, output);
    thinking = Math.max(0, thinking);
    webSearches = Math.max(0, webSearches);
  }

  /** The whole prompt, cached or not. */
  public long prompt() {
    return input + cacheRead + cacheWrite;
  }
}
