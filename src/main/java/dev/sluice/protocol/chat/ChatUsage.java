package dev.sluice.protocol.chat;

import dev.sluice.protocol.Usage;
import dev.sluice.protocol.message.Spent;

/** Adds up what {@code usage} objects tell; a later figure takes the place of an earlier one. */
final class ChatUsage {

  private static final int UNTOLD = -1;

  private long prompt = UNTOLD;
  private long completion = UNTOLD;
  private long total = UNTOLD;
  private long reasoning = UNTOLD;
  private long cached = UNTOLD;
  private long cachedElsewhere = UNTOLD;
  private long written = UNTOLD;

  /** Takes the figure of one member of a {@code usage} object; below zero it says nothing. */
  void take(String name, long count) {
    if (count < 0) {
      return;
    }
    switch (name) {
      case "prompt_tokens" -> prompt = count;
      case "completion_tokens" -> completion = count;
      case "total_tokens" -> total = count;
      case "prompt_tokens_details/cached_tokens" -> cached = count;
      case "prompt_cache_hit_tokens", "cached_tokens" -> cachedElsewhere = count;
      case "prompt_tokens_details/cache_write_tokens",
          "prompt_tokens_details/cache_creation_input_tokens",
          "cache_write_tokens",
          "cache_creation_input_tokens" ->
          written = count;
      case "completion_tokens_details/reasoning_tokens" -> reasoning = count;
      default -> {}
    }
  }

  Usage total() {
    long read = Math.max(0, cached >= 0 ? cached : cachedElsewhere);
    long input = Math.max(0, prompt) - read - Math.max(0, written);
    boolean apart = reasoning > 0 && total == prompt + completion + reasoning;
    long output = apart ? completion + reasoning : completion;
    return new Usage(input, output, read, written, 0, prompt >= 0 || completion >= 0);
  }

  boolean known() {
    return prompt >= 0 || completion >= 0;
  }

  /** The same, with what of the output was thought. */
  Spent spent() {
    Usage all = total();
    return all.known()
        ? new Spent(
            all.inputTokens(),
            all.cacheReadTokens(),
            all.cacheWrite5mTokens(),
            all.outputTokens(),
            reasoning,
            0,
            true)
        : Spent.UNKNOWN;
  }
}
