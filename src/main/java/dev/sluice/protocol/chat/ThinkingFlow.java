package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.MessageFlow;
import java.util.ArrayList;
import java.util.List;

/** Tells thinking, and puts into its signature what its maker wants back. */
final class ThinkingFlow {

  private final MessageFlow flow;
  private final String channel;
  private final List<ObjectNode> details = new ArrayList<>();

  ThinkingFlow(MessageFlow flow, String channel) {
    this.flow = flow;
    this.channel = channel;
  }

  /** Thinking that came in a member of this name. */
  void plain(String piece, String member) {
    if (flow.callOpen() || piece.isEmpty()) {
      return;
    }
    boolean opens = !flow.thinkingOpen();
    flow.thinking(piece);
    if (opens) {
      ObjectNode payload = Json.object();
      if (!member.equals("reasoning_content")) {
        payload.put(ThinkingBack.MEMBER, member);
      }
      sign(payload);
    }
  }

  /** Thinking in the form of details; each has an index, under which its pieces belong together. */
  void details(JsonNode list) {
    for (JsonNode each : list) {
      if (each instanceof ObjectNode detail) {
        String text = ThinkingBack.textMember(detail);
        add(detail, text);
        if (!text.isEmpty() && !flow.callOpen()) {
          flow.thinking(detail.path(text).asText());
        }
      }
    }
  }

  private void add(ObjectNode detail, String text) {
    ObjectNode same = null;
    for (ObjectNode known : details) {
      boolean goesOn =
          known.path("index").equals(detail.path("index"))
              && known.path("type").equals(detail.path("type"))
              && !text.isEmpty();
      same = goesOn ? known : same;
    }
    if (same == null) {
      details.add(detail.deepCopy());
      return;
    }
    String all = same.path(text).asText() + detail.path(text).asText();
    for (var member : detail.properties()) {
      if (!member.getValue().isNull()) {
        same.set(member.getKey(), member.getValue());
      }
    }
    same.put(text, all);
  }

  /** Something else follows: what belongs to the thinking so far is put into its signature. */
  void seal() {
    if (details.isEmpty() || flow.callOpen()) {
      return;
    }
    flow.openThinking();
    ArrayNode list = Json.array();
    details.forEach(list::add);
    if (details.size() == 1) {
      String text = ThinkingBack.textMember(details.getFirst());
      details.getFirst().remove(text);
    }
    sign(Json.object().set(ThinkingBack.DETAILS, list));
    details.clear();
  }

  private void sign(ObjectNode payload) {
    flow.signature(new Envelope(Protocol.OPENAI_CHAT, channel, payload).text());
  }
}
