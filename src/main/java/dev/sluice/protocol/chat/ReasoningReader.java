package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads thinking that a caller gives back: the text of {@code reasoning_content}, and in {@code
 * reasoning_details} the signatures under which {@link ChatReasoningDetails} gave it out.
 */
final class ReasoningReader {

  private ReasoningReader() {}

  static List<ContentBlock> read(JsonAt message) throws MalformedRequest {
    var blocks = new ArrayList<ContentBlock>();
    Optional<JsonAt> member = member(message);
    String text = member.isPresent() ? member.get().text() : "";
    int at = 0;
    var foreign = Json.array();
    for (JsonAt detail : message.optionalElements("reasoning_details")) {
      ObjectNode one = detail.object();
      if (ChatReasoningDetails.isRedacted(one)) {
        blocks.add(new ContentBlock.RedactedThinking(one.path("data").asText()));
      } else if (ChatReasoningDetails.isSigned(one)) {
        int end = end(one, at, text.length());
        String own = one.has("text") ? one.path("text").asText() : text.substring(at, end);
        at = end;
        blocks.add(new ContentBlock.Thinking(own, one.path("signature").asText()));
      } else {
        foreign.add(one);
      }
    }
    if (!foreign.isEmpty()) {
      ObjectNode payload = Json.object().set(ThinkingBack.DETAILS, foreign);
      blocks.add(new ContentBlock.Thinking(text.substring(at), envelope(payload)));
    } else if (at < text.length()) {
      ObjectNode payload = Json.object();
      if (message.member("reasoning_content").isEmpty()) {
        payload.put(ThinkingBack.MEMBER, "reasoning");
      }
      blocks.add(new ContentBlock.Thinking(text.substring(at), envelope(payload)));
    }
    return blocks;
  }

  private static Optional<JsonAt> member(JsonAt message) {
    Optional<JsonAt> usual = message.member("reasoning_content");
    return usual.isPresent() ? usual : message.member("reasoning");
  }

  private static int end(JsonNode detail, int from, int all) {
    int length = detail.path("length").asInt(all);
    return (int) Math.min(all, from + (long) Math.max(0, length));
  }

  private static String envelope(ObjectNode payload) {
    return new Envelope(Protocol.OPENAI_CHAT, Envelope.ANYWHERE, payload).text();
  }
}
