package dev.sluice.routing;

import dev.sluice.base.Glob;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Claude's sizes, by which clients choose a model: {@code sonnet} alone in a mapping stands for
 * every Claude of that size, whatever its generation, date or spelling.
 */
final class ClaudeSlot {

  private static final List<String> WORDS = List.of("opus", "sonnet", "haiku");

  private ClaudeSlot() {}

  /** Whether the pattern is a slot, and the model a Claude of it. */
  static boolean holds(Glob pattern, String model) {
    String word = pattern.pattern().toLowerCase(Locale.ROOT);
    if (!WORDS.contains(word)) {
      return false;
    }
    List<String> words = Arrays.asList(model.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
    return words.contains("claude") && words.contains(word);
  }
}
