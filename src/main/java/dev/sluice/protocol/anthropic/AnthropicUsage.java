package dev.sluice.protocol.anthropic;

import dev.sluice.protocol.Usage;

/**
 * Adds up what {@code usage} objects tell; a later figure takes the place of an earlier one. Where
 * a context was compacted on the way, the figures above leave that out and {@code iterations} lists
 * all that is charged for: their sum counts.
 */
final class AnthropicUsage {

  private static final String ITERATION = "iterations/";

  private final AnthropicFigures told = new AnthropicFigures();
  private AnthropicFigures iterations = new AnthropicFigures();
  private boolean listed;

  /** Another object begins, whose list of iterations takes the place of an earlier one. */
  void open() {
    listed = false;
  }

  /** Takes the figure of one member of a {@code usage} object; below zero it says nothing. */
  void take(String name, long count) {
    if (count < 0) {
      return;
    }
    if (!name.startsWith(ITERATION)) {
      told.set(name, count);
      return;
    }
    if (!listed) {
      listed = true;
      iterations = new AnthropicFigures();
    }
    iterations.add(name.substring(ITERATION.length()), count);
  }

  Usage total() {
    return told.with(iterations);
  }
}
