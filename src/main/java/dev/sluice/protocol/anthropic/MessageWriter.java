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
    var message = head(telling);
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
   * was recorded under another name. The name of the message is our own: Claude Code takes two
   * answers of one name for one, and there are upstreams that name all of theirs alike.
   */
  static ObjectNode head(Telling telling) {
    return Json.object()
        .put("id", PREFIX + telling.requestId())
        .put("type", "message")
        .put("role", "assistant")
        .put("model", telling.model());
  }
}
