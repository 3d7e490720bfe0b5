package dev.sluice.protocol.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import java.io.IOException;
import java.util.Optional;

/** What an answer tells at its end, in the words of Chat. */
final class ChatAnswerUsage {

  private ChatAnswerUsage() {}

  static void write(JsonGenerator out, Spent spent) throws IOException {
    out.writeObjectFieldStart("usage");
    out.writeNumberField("prompt_tokens", spent.prompt());
    out.writeNumberField("completion_tokens", spent.output());
    out.writeNumberField("total_tokens", spent.prompt() + spent.output());
    out.writeObjectFieldStart("prompt_tokens_details");
    out.writeNumberField("cached_tokens", spent.cacheRead());
    out.writeNumberField("cache_write_tokens", spent.cacheWrite());
    out.writeEndObject();
    if (spent.thinking() > 0) {
      out.writeObjectFieldStart("completion_tokens_details");
      out.writeNumberField("reasoning_tokens", spent.thinking());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  static String finish(StopReason reason) {
    return switch (reason) {
      case END_TURN, STOP_SEQUENCE, PAUSE_TURN, COMPACTION, OTHER -> "stop";
      case TOOL_USE -> "tool_calls";
      case MAX_TOKENS, MODEL_CONTEXT_WINDOW_EXCEEDED -> "length";
      case REFUSAL -> "content_filter";
    };
  }

  /** Why an answer was refused, if that was told. */
  static Optional<String> refusal(StopReason reason, Optional<JsonNode> details) {
    return details
        .filter(_ -> reason == StopReason.REFUSAL)
        .map(told ->
            told.path("explanation").isTextual()
                ? told.path("explanation").asText()
                : told.path("category").asText(""))
        .filter(text -> !text.isEmpty() && !text.equals("null"));
  }
}
