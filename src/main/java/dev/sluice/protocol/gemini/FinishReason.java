package dev.sluice.protocol.gemini;

import dev.sluice.protocol.message.StopReason;

/** What the reasons mean for which an answer ends. */
final class FinishReason {

  private FinishReason() {}

  static StopReason of(String reason) {
    return switch (reason) {
      case "MAX_TOKENS" -> StopReason.MAX_TOKENS;
      case "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "IMAGE_OTHER",
          "MODEL_ARMOR" ->
          StopReason.REFUSAL;
      default -> StopReason.END_TURN;
    };
  }

  /** Whether the model made something that the provider itself could not read. */
  static boolean broken(String reason) {
    return switch (reason) {
      case "MALFORMED_FUNCTION_CALL",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MALFORMED_RESPONSE",
          "MISSING_THOUGHT_SIGNATURE" ->
          true;
      default -> false;
    };
  }

  static String of(StopReason reason, String category) {
    return switch (reason) {
      case END_TURN, STOP_SEQUENCE, TOOL_USE, PAUSE_TURN, COMPACTION, OTHER -> "STOP";
      case MAX_TOKENS, MODEL_CONTEXT_WINDOW_EXCEEDED -> "MAX_TOKENS";
      case REFUSAL ->
          category.equals("cyber") || category.equals("bio") ? "PROHIBITED_CONTENT" : "SAFETY";
    };
  }
}
