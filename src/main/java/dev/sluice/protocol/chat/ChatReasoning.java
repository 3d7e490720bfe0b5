package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells a model how to think, in the words of its provider. */
final class ChatReasoning {

  private static final String EFFORT = "reasoning_effort";

  private final UpstreamOptions options;
  private final Losses losses;
  private final Reasoning asked;

  /**
   * @param tools whether the request has any
   */
  ChatReasoning(Reasoning asked, boolean tools, UpstreamOptions options, Losses losses) {
    this.options = options;
    this.losses = losses;
    this.asked =
        tools && !options.is(ChannelOption.REASONING_WITH_TOOLS) ? withTools(asked) : asked;
  }

  /* Such a model thinks when nothing is said, too, and then refuses the tools. */
  private Reasoning withTools(Reasoning said) {
    if (!options.efforts().isEmpty() && !options.efforts().contains(Effort.NONE)) {
      return said;
    }
    if (wanted(said)) {
      losses.degraded(part(said), "is switched off: this model does not think when it has tools");
    }
    return Reasoning.OFF;
  }

  /** Whether it has been told not to think. */
  boolean off() {
    return asked.level().filter(level -> level == Effort.NONE).isPresent();
  }

  private static boolean wanted(Reasoning reasoning) {
    return switch (reasoning.mode()) {
      case OFF, BETWEEN_TOOLS -> false;
      case BUDGETED, ADAPTIVE -> true;
      case UNSAID -> reasoning.level().filter(level -> level != Effort.NONE).isPresent();
    };
  }

  private static Part part(Reasoning reasoning) {
    return switch (reasoning.mode()) {
      case OFF -> Part.THINKING_OFF;
      case BETWEEN_TOOLS -> Part.THINKING_BETWEEN_TOOLS;
      case BUDGETED -> Part.THINKING_BUDGET;
      case ADAPTIVE -> Part.THINKING_ADAPTIVE;
      case UNSAID -> Part.EFFORT;
    };
  }

  void write(ObjectNode body) {
    boolean said = asked.mode() != Reasoning.Mode.UNSAID || asked.level().isPresent();
    if (!said) {
      if (options.reasoning() == UpstreamOptions.ReasoningStyle.REASONING_FORMAT) {
        body.put("reasoning_format", "parsed");
      }
      return;
    }
    boolean wanted = wanted(asked);
    switch (options.reasoning()) {
      case NONE -> unknown(wanted);
      case EFFORT -> effort(body);
      case THINKING -> thinking(body, wanted);
      case THINKING_EFFORT -> {
        thinking(body, wanted);
        if (wanted) {
          effort(body);
        }
      }
      case ENABLE_THINKING -> enable(body, wanted);
      case CHAT_TEMPLATE ->
          body.putObject("chat_template_kwargs")
              .put("enable_thinking", wanted)
              .put("thinking", wanted);
      case REASONING -> reasoning(body.putObject("reasoning"), wanted);
      case REASONING_FORMAT -> {
        body.put("reasoning_format", "parsed");
        effort(body);
      }
      case PROMPT_MODE -> {
        if (wanted) {
          body.put("prompt_mode", "reasoning");
        }
      }
    }
  }

  private void unknown(boolean wanted) {
    if (wanted) {
      losses.degraded(part(asked), "is left out: this model cannot be told how to think");
    }
  }

  private static void thinking(ObjectNode body, boolean wanted) {
    body.putObject("thinking").put("type", wanted ? "enabled" : "disabled");
  }

  private void enable(ObjectNode body, boolean wanted) {
    body.put("enable_thinking", wanted);
    OptionalLong budget = asked.budget();
    if (wanted && budget.isPresent()) {
      body.put("thinking_budget", budget.getAsLong());
    } else if (wanted) {
      asked.level().ifPresent(level -> body.put("thinking_budget", level.budget()));
    }
  }

  private void reasoning(ObjectNode reasoning, boolean wanted) {
    if (!wanted) {
      reasoning.put("effort", Effort.NONE.text());
    } else if (asked.mode() == Reasoning.Mode.BUDGETED && asked.budget().isPresent()) {
      reasoning.put("max_tokens", asked.budget().getAsLong());
    } else if (asked.level().isPresent()) {
      Effort level = asked.level().get() == Effort.MAX ? Effort.XHIGH : asked.level().get();
      reasoning.put("effort", level.text());
    } else {
      reasoning.put("enabled", true);
    }
  }

  private void effort(ObjectNode body) {
    asked.level().flatMap(this::taken).ifPresent(level -> body.put(EFFORT, level.text()));
  }

  private Optional<Effort> taken(Effort level) {
    List<Effort> levels = options.efforts();
    if (levels.isEmpty() || levels.contains(level)) {
      return Optional.of(level);
    }
    return level == Effort.NONE ? lowest(levels) : Optional.of(nearest(level, levels));
  }

  private Optional<Effort> lowest(List<Effort> levels) {
    return switch (options.reasoningOff()) {
      case OMIT -> Optional.empty();
      case LOWEST -> {
        Effort lowest = levels.getFirst();
        if (lowest != Effort.MINIMAL) {
          losses.degraded(
              part(asked),
              "becomes reasoning_effort " + lowest.text() + ": this model always thinks");
        }
        yield Optional.of(lowest);
      }
    };
  }

  /* Of two that are as near the higher: a model that thinks too little breaks its work. */
  private static Effort nearest(Effort level, List<Effort> levels) {
    Effort nearest = levels.getLast();
    for (Effort each : levels.reversed()) {
      int distance = Math.abs(each.ordinal() - level.ordinal());
      boolean nearer = distance < Math.abs(nearest.ordinal() - level.ordinal());
      if (each != Effort.NONE && (nearer || nearest == Effort.NONE)) {
        nearest = each;
      }
    }
    return nearest;
  }
}
