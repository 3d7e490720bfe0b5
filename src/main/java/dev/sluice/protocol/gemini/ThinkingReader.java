package dev.sluice.protocol.gemini;

import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.RequestDraft;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code thinkingConfig}. */
final class ThinkingReader {

  private static final String BUDGET = "thinkingBudget";
  private static final String LEVEL = "thinkingLevel";
  private static final long AS_IT_SEES_FIT = -1;

  private final Fields config;
  private final Losses losses;

  ThinkingReader(Fields config, Losses losses) {
    this.config = config;
    this.losses = losses;
  }

  /** Whether thoughts are to be shown. */
  boolean read(RequestDraft draft) throws MalformedRequest {
    boolean shown = config.flag("includeThoughts").orElse(false);
    OptionalLong budget = config.whole(BUDGET);
    Optional<Effort> level = level();
    if (budget.isPresent() && level.isPresent()) {
      throw config.malformed(LEVEL, "stands beside thinkingBudget", "send one of them");
    }
    Reasoning asked = level.map(Reasoning::of).orElse(shown ? adaptive() : Reasoning.UNSAID);
    if (budget.isPresent()) {
      asked = ofBudget(budget.getAsLong());
    }
    draft.reasoning(asked.shown(shown ? Reasoning.Display.SUMMARIZED : Reasoning.Display.OMITTED));
    config.warn(losses);
    return shown;
  }

  private Optional<Effort> level() throws MalformedRequest {
    String level = config.text(LEVEL).orElse("").toLowerCase(Locale.ROOT);
    if (level.isEmpty() || level.equals("thinking_level_unspecified")) {
      return Optional.empty();
    }
    Optional<Effort> effort = Effort.of(level);
    if (effort.isEmpty()) {
      throw config.malformed(
          LEVEL, "is \"" + level + "\"", "send \"minimal\", \"low\", \"medium\" or \"high\"");
    }
    return effort;
  }

  private Reasoning ofBudget(long tokens) throws MalformedRequest {
    if (tokens < AS_IT_SEES_FIT) {
      throw config.malformed(BUDGET, "is less than -1", "send tokens, 0 for none, -1 for any");
    }
    if (tokens == 0) {
      return Reasoning.OFF;
    }
    return tokens == AS_IT_SEES_FIT
        ? adaptive()
        : new Reasoning(
            Reasoning.Mode.BUDGETED,
            OptionalLong.of(tokens),
            Optional.empty(),
            Reasoning.Display.UNSAID);
  }

  private static Reasoning adaptive() {
    return new Reasoning(
        Reasoning.Mode.ADAPTIVE, OptionalLong.empty(), Optional.empty(), Reasoning.Display.UNSAID);
  }
}
