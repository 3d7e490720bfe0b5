package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.Message;

/** A whole message, and the beginning of a streamed one. */
final class MessageWriter {

  private static final String PREFIX = "msg_";

  private MessageWriter() {}

  static byte[] whole(Message answer, Telling telling) {
    var message = head(answer.id(), telling);
    var content = message.putArray("content");
    answer.content().forEach(block -> content.add(BlockWriter.whole(block)));
    message.put("stop_reason", answer.stopReason().text());
    message.put("stop_sequence", answer.stopSequence().orElse(null));
    answer.stopDetails().ifPresent(details -> message.set("stop_details", details));
    message.set("usage", UsageWriter.whole(answer.usage()));
    return Json.bytes(message);
  }

  /*
   * The model is named as the caller named it: Claude Code leaves thinking out of later turns that
   * was recorded under another name.
   */
  static ObjectNode head(String id, Telling telling) {
    return Json.object()
        .put("id", id(id, telling))
        .put("type", "message")
        .put("role", "assistant")
        .put("model", telling.model());
  }

  private static String id(String id, Telling telling) {
    if (id.startsWith(PREFIX)) {
      return id;
    }
    return PREFIX + (id.isEmpty() ? telling.requestId() : id.replaceAll("[^A-Za-z0-9_-]", "_"));
  }
}
