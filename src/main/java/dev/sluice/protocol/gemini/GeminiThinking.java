package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Reasoning;
import java.util.Optional;

/** {@code thinkingConfig}: a budget of tokens up to Gemini 2.5, a level from Gemini 3 on. */
final class GeminiThinking {

  private static final long LEAST_PRO = 128;
  private static final long MOST_PRO = 32_768;
  private static final long LEAST_LITE = 512;
  private static final long MOST_FLASH = 24_576;
  private static final long AS_IT_SEES_FIT = -1;

  private GeminiThinking() {}

  /** Empty where nothing was said, or nothing can be said. */
  static Optional<ObjectNode> config(Reasoning asked, GeminiFamily family, Losses losses) {
    if (asked.equals(Reasoning.UNSAID)) {
      return Optional.empty();
    }
    if (!family.thinks()) {
      warn(asked, losses);
      return Optional.empty();
    }
    var config = Json.object().put("includeThoughts", shown(asked));
    if (family.third()) {
      asked.level().ifPresent(effort -> config.put("thinkingLevel", level(effort, family)));
    } else {
      budget(asked).ifPresent(tokens -> config.put("thinkingBudget", within(tokens, family)));
    }
    return Optional.of(config);
  }

  private static boolean shown(Reasoning asked) {
    boolean off = asked.level().filter(effort -> effort == Effort.NONE).isPresent();
    return !off && asked.display() != Reasoning.Display.OMITTED;
  }

  private static String level(Effort effort, GeminiFamily family) {
    return switch (effort) {
      case NONE, MINIMAL -> family.pro() ? "LOW" : "MINIMAL";
      case LOW -> "LOW";
      case MEDIUM -> family.twoLevels() ? "HIGH" : "MEDIUM";
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }

  private static Optional<Long> budget(Reasoning asked) {
    if (asked.mode() == Reasoning.Mode.BUDGETED && asked.budget().isPresent()) {
      return Optional.of(asked.budget().getAsLong());
    }
    Optional<Long> level = asked.level().map(Effort::budget);
    return level.isEmpty() && asked.mode() == Reasoning.Mode.ADAPTIVE
        ? Optional.of(AS_IT_SEES_FIT)
        : level;
  }

  private static long within(long tokens, GeminiFamily family) {
    if (tokens == AS_IT_SEES_FIT) {
      return tokens;
    }
    if (family.pro()) {
      return Math.clamp(tokens, LEAST_PRO, MOST_PRO);
    }
    if (tokens == 0) {
      return 0;
    }
    return Math.clamp(tokens, family.lite() ? LEAST_LITE : 1, MOST_FLASH);
  }

  private static void warn(Reasoning asked, Losses losses) {
    switch (asked.mode()) {
      case BUDGETED -> losses.degraded(Part.THINKING_BUDGET, "is not known to the model");
      case ADAPTIVE -> losses.degraded(Part.THINKING_ADAPTIVE, "is not known to the model");
      case UNSAID, OFF, BETWEEN_TOOLS -> {}
    }
    if (asked.effort().filter(effort -> effort != Effort.NONE).isPresent()) {
      losses.degraded(Part.EFFORT, "is not known to the model");
    }
  }
}
