package dev.sluice.protocol.anthropic;

import dev.sluice.protocol.Usage;

/** The figures of one {@code usage} object, or of all its iterations together. */
final class AnthropicFigures {

  private static final int UNTOLD = -1;

  private long input = UNTOLD;
  private long output = UNTOLD;
  private long read = UNTOLD;
  private long written = UNTOLD;
  private long written5m = UNTOLD;
  private long written1h = UNTOLD;
  private long searches = UNTOLD;

  /** A later figure takes the place of an earlier one. */
  void set(String name, long count) {
    switch (name) {
      case "input_tokens" -> input = count;
      case "output_tokens" -> output = count;
      case "cache_read_input_tokens" -> read = count;
      case "cache_creation_input_tokens" -> written = count;
      case "cache_creation/ephemeral_5m_input_tokens" -> written5m = count;
      case "cache_creation/ephemeral_1h_input_tokens" -> written1h = count;
      case "server_tool_use/web_search_requests" -> searches = count;
      default -> {}
    }
  }

  /** A further figure comes on top. */
  void add(String name, long count) {
    switch (name) {
      case "input_tokens" -> input = sum(input, count);
      case "output_tokens" -> output = sum(output, count);
      case "cache_read_input_tokens" -> read = sum(read, count);
      case "cache_creation_input_tokens" -> written = sum(written, count);
      case "cache_creation/ephemeral_5m_input_tokens" -> written5m = sum(written5m, count);
      case "cache_creation/ephemeral_1h_input_tokens" -> written1h = sum(written1h, count);
      default -> {}
    }
  }

  private static long sum(long before, long count) {
    return Math.max(0, before) + count;
  }

  /** Together with the sum of the iterations, of which these figures may leave some out. */
  Usage with(AnthropicFigures iterations) {
    long hour = Math.max(0, Math.max(written1h, iterations.written1h));
    long all = Math.max(allWritten(), iterations.allWritten());
    return new Usage(
        Math.max(input, iterations.input),
        Math.max(output, iterations.output),
        Math.max(read, iterations.read),
        all - hour,
        hour,
        searches,
        known() || iterations.known());
  }

  private long allWritten() {
    return Math.max(written, Math.max(0, written5m) + Math.max(0, written1h));
  }

  private boolean known() {
    return input >= 0 || output >= 0 || read >= 0 || written >= 0;
  }
}
