package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Envelope;

/**
 * The entries of {@code reasoning_details} in which callers get the signatures of thinking, in the
 * shape in which OpenRouter gives them out. The text itself stands in {@code reasoning_content};
 * {@code length} says how much of it belongs to the signature.
 */
final class ChatReasoningDetails {

  private static final String ANTHROPIC = "anthropic-claude-v1";
  private static final String OURS = "sluice-v1";

  private ChatReasoningDetails() {}

  static ObjectNode signed(String signature, int length, int index) {
    return Json.object()
        .put("type", "reasoning.text")
        .put("signature", signature)
        .put("format", Envelope.is(signature) ? OURS : ANTHROPIC)
        .put("index", index)
        .put("length", length);
  }

  static ObjectNode redacted(String data, int index) {
    return Json.object()
        .put("type", "reasoning.encrypted")
        .put("data", data)
        .put("format", ANTHROPIC)
        .put("index", index);
  }

  static boolean isSigned(JsonNode detail) {
    return detail.path("type").asText().equals("reasoning.text")
        && !detail.path("signature").asText().isEmpty()
        && isKnown(detail);
  }

  static boolean isRedacted(JsonNode detail) {
    return detail.path("type").asText().equals("reasoning.encrypted") && isKnown(detail);
  }

  private static boolean isKnown(JsonNode detail) {
    String format = detail.path("format").asText();
    return format.equals(ANTHROPIC) || format.equals(OURS);
  }
}
