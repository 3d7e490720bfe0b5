package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much a Claude is to think, in the words that its generation takes: a budget of tokens up to
 * 4.5, an effort from 4.6 on.
 */
final class ThinkingWriter {

  private static final long LEAST_BUDGET = 1_024;
  private static final long ROOM_FOR_ANSWER = 4_096;

  private final Reasoning asked;
  private final ClaudeModel model;
  private final Losses losses;
  private final String hindrance;
  private final Optional<Effort> level;

  /**
   * @param turns as they are sent
   */
  ThinkingWriter(MessageRequest request, List<Turn> turns, ClaudeModel model, Losses losses) {
    this.asked = request.reasoning();
    this.model = model;
    this.losses = losses;
    this.hindrance = hindrance(request, turns);
    this.level = asked.level();
  }

  /** What forbids a budget; empty when nothing does. */
  private static String hindrance(MessageRequest request, List<Turn> turns) {
    boolean demanded =
        request
            .toolChoice()
            .filter(
                choice -> choice instanceof ToolChoice.Any || choice instanceof ToolChoice.Named)
            .isPresent();
    if (demanded) {
      return "a demanded call of a tool forbids thinking";
    }
    return calledWithout(turns)
        ? "the calls that are answered were made without thinking that can be given back"
        : "";
  }

  private static boolean calledWithout(List<Turn> turns) {
    if (turns.size() < 2 || !has(turns.getLast(), ContentBlock.ToolResult.class)) {
      return false;
    }
    Turn calling = turns.get(turns.size() - 2);
    return has(calling, ContentBlock.ToolUse.class)
        && !(calling.content().getFirst() instanceof ContentBlock.Thinking)
        && !(calling.content().getFirst() instanceof ContentBlock.RedactedThinking);
  }

  private static boolean has(Turn turn, Class<? extends ContentBlock> kind) {
    return turn.content().stream().anyMatch(kind::isInstance);
  }

  /** Whether thinking is switched on in a way that forbids choices of sampling. */
  boolean thinks() {
    return !model.adaptive() && budget() > 0;
  }

  /** With room for the thinking that comes out of it. */
  long maxTokens(long answer) {
    return thinks() && answer <= budget() ? budget() + ROOM_FOR_ANSWER : answer;
  }

  void write(ObjectNode body) {
    if (model.adaptive()) {
      adaptive(body);
    } else if (budget() > 0) {
      var thinking = body.putObject("thinking").put("type", "enabled");
      display(thinking.put("budget_tokens", budget()));
    } else if (level.filter(effort -> effort == Effort.NONE).isPresent()) {
      body.putObject("thinking").put("type", "disabled");
    } else if (wanted().isPresent()) {
      losses.degraded(Part.EFFORT, "left out: " + hindrance);
    }
  }

  private void adaptive(ObjectNode body) {
    boolean off = level.filter(effort -> effort == Effort.NONE).isPresent();
    if (off && !model.alwaysThinks()) {
      String word = model.thinksBetweenTools() ? "between_tools" : "disabled";
      body.putObject("thinking").put("type", word);
      return;
    }
    if (off) {
      losses.degraded(Part.THINKING_OFF, "became effort low: the model always thinks");
    }
    if (asked.mode() != Reasoning.Mode.UNSAID || level.isPresent()) {
      display(body.putObject("thinking").put("type", "adaptive"));
    }
    level
        .map(this::effort)
        .ifPresent(effort -> body.withObject("/output_config").put("effort", effort.text()));
  }

  private Effort effort(Effort wanted) {
    return switch (wanted) {
      case NONE, MINIMAL, LOW -> Effort.LOW;
      case MEDIUM -> Effort.MEDIUM;
      case HIGH -> Effort.HIGH;
      case XHIGH -> model.xhigh() ? Effort.XHIGH : Effort.HIGH;
      case MAX -> Effort.MAX;
    };
  }

  /** Tokens for thinking; 0 for none. */
  private long budget() {
    if (!hindrance.isEmpty()) {
      return 0;
    }
    return wanted()
        .map(effort -> Math.max(LEAST_BUDGET, asked.budget().orElse(effort.budget())))
        .orElse(0L);
  }

  private Optional<Effort> wanted() {
    return level.filter(effort -> effort != Effort.NONE);
  }

  private void display(ObjectNode thinking) {
    if (asked.display() != Reasoning.Display.UNSAID) {
      thinking.put("display", asked.display().name().toLowerCase(Locale.ROOT));
    }
  }
}
