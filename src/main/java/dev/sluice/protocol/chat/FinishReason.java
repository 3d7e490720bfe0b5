package dev.sluice.protocol.chat;

import dev.sluice.protocol.message.StopReason;
import java.util.Set;

/** Why an answer ended, in the many words that compatible servers have for it. */
final class FinishReason {

  /** Reasons that are none: the provider broke off. */
  private static final Set<String> BREAKS =
      Set.of("error", "network_error", "insufficient_system_resource");

  private FinishReason() {}

  static boolean isBreak(String reason) {
    return BREAKS.contains(reason);
  }

  /**
   * @param reason empty when none was told
   */
  static StopReason of(String reason) {
    return switch (reason) {
      case "length", "max_tokens", "max_output", "max_output_tokens", "model_length" ->
          StopReason.MAX_TOKENS;
      case "tool_calls", "function_call", "tool_use" -> StopReason.TOOL_USE;
      case "content_filter", "sensitive", "refusal" -> StopReason.REFUSAL;
      case "model_context_window_exceeded" -> StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED;
      case "stop", "end_turn", "eos", "STOP", "" -> StopReason.END_TURN;
      default -> StopReason.OTHER;
    };
  }
}
