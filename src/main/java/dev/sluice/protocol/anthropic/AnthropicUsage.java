package dev.sluice.protocol.anthropic;

import dev.sluice.protocol.Usage;

/** Adds up what {@code usage} objects tell; a later figure takes the place of an earlier one. */
final class AnthropicUsage {

  private static final int UNTOLD = -1;

  private long input = UNTOLD;
  private long output = UNTOLD;
  private long read = UNTOLD;
  private long written = UNTOLD;
  private long written5m = UNTOLD;
  private long written1h = UNTOLD;

  /** Takes the figure of one member of a {@code usage} object; below zero it says nothing. */
  void take(String name, long count) {
    if (count < 0) {
      return;
    }
    switch (name) {
      case "input_tokens" -> input = count;
      case "output_tokens" -> output = count;
      case "cache_read_input_tokens" -> read = count;
      case "cache_creation_input_tokens" -> written = count;
      case "cache_creation/ephemeral_5m_input_tokens" -> written5m = count;
      case "cache_creation/ephemeral_1h_input_tokens" -> written1h = count;
      default -> {}
    }
  }

  Usage total() {
    boolean known = input >= 0 || output >= 0 || read >= 0 || written >= 0;
    long hour = Math.max(0, written1h);
    long all = Math.max(written, Math.max(0, written5m) + hour);
    return new Usage(input, output, read, all - hour, hour, known);
  }
}
