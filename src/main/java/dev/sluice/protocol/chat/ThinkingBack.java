package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.UpstreamOptions.ReasoningHistory;

/** The thinking of one turn on its way back to the model, under the name under which it came. */
final class ThinkingBack {

  /** In an envelope: the member that the thinking came in, unless {@code reasoning_content}. */
  static final String MEMBER = "member";

  /** In an envelope: what came beside the text. */
  static final String DETAILS = "details";

  private static final String USUAL = "reasoning_content";

  private final ReasoningHistory history;
  private final StringBuilder text = new StringBuilder();
  private final ArrayNode details = Json.array();
  private String member = USUAL;
  private boolean any;

  ThinkingBack(ReasoningHistory history) {
    this.history = history;
  }

  void add(String thinking, ObjectNode payload) {
    any = true;
    if (payload.get(DETAILS) instanceof ArrayNode own) {
      own.forEach(detail -> details.add(whole(detail, thinking, own.size() == 1)));
      return;
    }
    if (payload.path(MEMBER).isTextual()) {
      member = payload.path(MEMBER).asText();
    }
    text.append(thinking);
  }

  /* A lone detail was put into the envelope without the text that stands beside it. */
  private static JsonNode whole(JsonNode detail, String thinking, boolean alone) {
    String name = textMember(detail);
    if (!(detail instanceof ObjectNode one) || !alone || name.isEmpty() || one.has(name)) {
      return detail;
    }
    return one.deepCopy().put(name, thinking);
  }

  /** The member of a detail that holds its text; empty when it has none. */
  static String textMember(JsonNode detail) {
    return switch (detail.path("type").asText()) {
      case "reasoning.text" -> "text";
      case "reasoning.summary" -> "summary";
      default -> "";
    };
  }

  void write(ObjectNode message, boolean calls) {
    if (!details.isEmpty()) {
      message.set("reasoning_details", details);
    }
    boolean owed = history == ReasoningHistory.REQUIRED && calls;
    if (!text.isEmpty()) {
      message.put(member, text.toString());
    } else if (owed && details.isEmpty()) {
      message.put(USUAL, any ? " " : "");
    }
  }
}
