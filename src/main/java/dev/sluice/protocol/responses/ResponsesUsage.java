package dev.sluice.protocol.responses;

import dev.sluice.protocol.Usage;

/** Adds up what {@code usage} objects tell; a later figure takes the place of an earlier one. */
final class ResponsesUsage {

  private static final int UNTOLD = -1;

  private long input = UNTOLD;
  private long output = UNTOLD;
  private long cached = UNTOLD;
  private long written = UNTOLD;

  /** Takes the figure of one member of a {@code usage} object; below zero it says nothing. */
  void take(String name, long count) {
    if (count < 0) {
      return;
    }
    switch (name) {
      case "input_tokens" -> input = count;
      case "output_tokens" -> output = count;
      case "input_tokens_details/cached_tokens" -> cached = count;
      case "input_tokens_details/cache_write_tokens" -> written = count;
      default -> {}
    }
  }

  Usage total() {
    long fresh = Math.max(0, input) - Math.max(0, cached) - Math.max(0, written);
    return new Usage(fresh, output, cached, written, 0, input >= 0 || output >= 0);
  }
}
