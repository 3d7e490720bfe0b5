package dev.sluice.protocol.anthropic;

import static dev.sluice.protocol.convert.Treatment.carried;
import static dev.sluice.protocol.convert.Treatment.degraded;
import static dev.sluice.protocol.convert.Treatment.dropped;
import static dev.sluice.protocol.convert.Treatment.mapped;
import static dev.sluice.protocol.convert.Treatment.refused;

import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Treatment;
import java.util.EnumMap;
import java.util.Map;

/** What an upstream of Anthropic's protocol gets of a request that came in another. */
final class AnthropicTreatments {

  static final Map<Part, Treatment> ALL = all();

  private AnthropicTreatments() {}

  private static Map<Part, Treatment> all() {
    var all = new EnumMap<Part, Treatment>(Part.class);
    for (Part part : Part.values()) {
      all.put(part, of(part));
    }
    return all;
  }

  private static Treatment of(Part part) {
    return switch (part) {
      case THINKING_FOREIGN -> degraded(part, "left out: nobody but its maker can verify it");
      case THINKING_OWN -> mapped(part, "back in its place, with its signature");
      case MID_CONVERSATION_SYSTEM -> degraded(part, "a reminder in the user's turn");
      case PREFILL -> degraded(part, "a finished turn, for models that do not go on from one");
      case TOOL_RESULT_EMPTY -> carried(part);
      case TEMPERATURE, TOP_P, TOP_K ->
          degraded(part, "left out for models from 4.7 on, and while a budget is thought");
      case THINKING_BUDGET -> mapped(part, "an effort for models from 4.6 on");
      case EFFORT -> mapped(part, "a budget for models up to 4.5");
      case FORMAT_JSON -> degraded(part, "asked for in words");
      case FORMAT_SCHEMA -> mapped(part, "every object closed");
      case CONTAINER, MCP_SERVERS -> refused(part, "");
      case TASK_BUDGET, CONTEXT_MANAGEMENT, FALLBACKS, INFERENCE_GEO, SPEED, UNKNOWN_MEMBER ->
          degraded(part, "left out");
      case TOOL_INPUT_EXAMPLES -> degraded(part, "left out");
      case DIAGNOSTICS, REQUEST_CACHE_CONTROL, TOOL_HINTS, CONVERSATION -> dropped(part, "");
      case MAX_TOKENS -> mapped(part, "32,000 when absent");
      default -> carried(part);
    };
  }
}
