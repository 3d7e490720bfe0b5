package dev.sluice.ledger;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.Usage;

/**
 * What has been seen of an answer.
 *
 * @param usage as far as the upstream told it
 * @param promptBytes of the request's body
 * @param answerBytes that have passed
 * @param events that have passed, signs of life left out
 * @param complete whether the answer came to the end that its protocol has
 */
public record Observed(
    Usage usage, long promptBytes, long answerBytes, long events, boolean complete) {

  private static final int BYTES_PER_TOKEN = 4;
  private static final int MOST_TOKENS_PER_EVENT = 16;

  /** Whether anything is charged for: the upstream has told of usage, or sent an answer. */
  public boolean charged() {
    return usage.known() || answerBytes > 0;
  }

  public boolean estimated() {
    return !complete || !usage.known();
  }

  /**
   * The upstream's own word, or an estimate that is never below it.
   *
   * @param protocol that the upstream speaks
   */
  public Usage settled(String protocol) {
    if (!estimated()) {
      return usage;
    }
    long input = usage.promptTokens() > 0 ? usage.inputTokens() : promptBytes / BYTES_PER_TOKEN;
    return new Usage(
        input,
        Math.max(usage.outputTokens(), output(protocol)),
        usage.cacheReadTokens(),
        usage.cacheWrite5mTokens(),
        usage.cacheWrite1hTokens(),
        usage.webSearches(),
        true);
  }

  /*
   * Gemini tells with every event how much it has generated. Elsewhere an event that brings content
   * brings a token or more, wrapped in JSON of a known least size; signatures are long and are no
   * text, so that one event never counts for many tokens.
   */
  private long output(String protocol) {
    if (protocol.equals(Protocol.GEMINI.id()) && usage.outputTokens() > 0) {
      return 0;
    }
    if (events <= 1) {
      return complete ? answerBytes / BYTES_PER_TOKEN : 0;
    }
    long text = Math.max(0, answerBytes - events * wrapping(protocol)) / BYTES_PER_TOKEN;
    return Math.max(events - 1, Math.min(text, events * MOST_TOKENS_PER_EVENT));
  }

  private static int wrapping(String protocol) {
    return protocol.equals(Protocol.ANTHROPIC.id()) ? 120 : 200;
  }
}
