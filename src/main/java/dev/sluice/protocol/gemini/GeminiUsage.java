package dev.sluice.protocol.gemini;

import dev.sluice.protocol.Usage;
import dev.sluice.protocol.message.Spent;

/** Adds up what {@code usageMetadata} tells; a later figure takes the place of an earlier one. */
final class GeminiUsage {

  private static final int UNTOLD = -1;

  private long prompt = UNTOLD;
  private long cached = UNTOLD;
  private long candidates = UNTOLD;
  private long thoughts = UNTOLD;
  private long tools = UNTOLD;

  /** Takes the figure of one member of {@code usageMetadata}; below zero it says nothing. */
  void take(String name, long count) {
    if (count < 0) {
      return;
    }
    switch (name) {
      case "promptTokenCount" -> prompt = count;
      case "cachedContentTokenCount" -> cached = count;
      case "candidatesTokenCount" -> candidates = count;
      case "thoughtsTokenCount" -> thoughts = count;
      case "toolUsePromptTokenCount" -> tools = count;
      default -> {}
    }
  }

  /** The same for the books of an answer that is converted. */
  Spent spent() {
    Usage all = total();
    return new Spent(
        all.inputTokens(), all.cacheReadTokens(), 0, all.outputTokens(), thoughts, 0, all.known());
  }

  Usage total() {
    long input = Math.max(0, Math.max(0, prompt) - Math.max(0, cached)) + Math.max(0, tools);
    long output = Math.max(0, candidates) + Math.max(0, thoughts);
    boolean known = prompt >= 0 || candidates >= 0 || thoughts >= 0;
    return new Usage(input, output, cached, 0, 0, known);
  }
}
