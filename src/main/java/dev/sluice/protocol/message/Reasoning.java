package dev.sluice.protocol.message;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a model is to think, and what of that is to be shown.
 *
 * @param budget tokens for thinking, with {@link Mode#BUDGETED} alone; -1 never occurs
 * @param effort may stand beside any mode
 */
public record Reasoning(Mode mode, OptionalLong budget, Optional<Effort> effort, Display display) {

  /** Whether it is to think. */
  public enum Mode {
    /** Not said: the model's own default. */
    UNSAID,
    OFF,
    BUDGETED,
    ADAPTIVE,
    /** Between calls of tools alone. */
    BETWEEN_TOOLS
  }

  /** What of the thinking is to be shown. */
  public enum Display {
    UNSAID,
    SUMMARIZED,
    OMITTED,
    UPDATES
  }

  public static final Reasoning UNSAID =
      new Reasoning(Mode.UNSAID, OptionalLong.empty(), Optional.empty(), Display.UNSAID);

  public static final Reasoning OFF =
      new Reasoning(Mode.OFF, OptionalLong.empty(), Optional.empty(), Display.UNSAID);

  /** A level, with thinking as the model sees fit; {@link Effort#NONE} switches it off. */
  public static Reasoning of(Effort effort) {
    return effort == Effort.NONE
        ? OFF
        : new Reasoning(Mode.ADAPTIVE, OptionalLong.empty(), Optional.of(effort), Display.UNSAID);
  }

  public Reasoning shown(Display how) {
    return new Reasoning(mode, budget, effort, how);
  }

  /** The level that is asked for, however it was said; empty when nothing was said of it. */
  public Optional<Effort> level() {
    return switch (mode) {
      case OFF, BETWEEN_TOOLS -> Optional.of(Effort.NONE);
      case BUDGETED ->
          effort.isPresent() || budget.isEmpty()
              ? effort
              : Optional.of(Effort.ofBudget(budget.getAsLong()));
      case ADAPTIVE, UNSAID -> effort;
    };
  }
}
