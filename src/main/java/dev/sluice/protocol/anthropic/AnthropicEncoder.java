package dev.sluice.protocol.anthropic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Sse;
import dev.sluice.protocol.convert.StreamEncoder;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events as Anthropic Messages streams them. Made per answer, used by one event loop. */
final class AnthropicEncoder implements StreamEncoder {

  private static final byte[] DELTA = "event: content_block_delta\ndata: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);

  private final Telling telling;
  private int index = -1;

  AnthropicEncoder(Telling telling) {
    this.telling = telling;
  }

  @Override
  public void encode(StreamEvent event, ByteArrayOutputStream out) {
    switch (event) {
      case StreamEvent.Started started -> start(started, out);
      case StreamEvent.BlockStarted(var head) -> open(head, out);
      case StreamEvent.TextPiece(var text) -> delta("text_delta", "text", text, out);
      case StreamEvent.ThinkingPiece(var text) -> delta("thinking_delta", "thinking", text, out);
      case StreamEvent.Signature(var text) -> delta("signature_delta", "signature", text, out);
      case StreamEvent.InputPiece(var json) -> delta("input_json_delta", "partial_json", json, out);
      case StreamEvent.Citation(var citation) -> {
        var delta = indexed("content_block_delta");
        delta.putObject("delta").put("type", "citations_delta").set("citation", citation);
        frame("content_block_delta", delta, out);
      }
      case StreamEvent.BlockEnded _ ->
          frame("content_block_stop", indexed("content_block_stop"), out);
      case StreamEvent.Stopped stopped -> stop(stopped, out);
      case StreamEvent.Done _ ->
          frame("message_stop", Json.object().put("type", "message_stop"), out);
      case StreamEvent.Ping _ -> out.writeBytes(AnthropicDialect.INSTANCE.ping());
      case StreamEvent.Failed(var fault) ->
          out.writeBytes(AnthropicDialect.INSTANCE.streamError(fault, telling.requestId()));
    }
  }

  private void start(StreamEvent.Started started, ByteArrayOutputStream out) {
    var message = MessageWriter.head(telling);
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message.set("usage", UsageWriter.starting(started.usage()));
    var data = Json.object().put("type", "message_start");
    data.set("message", message);
    frame("message_start", data, out);
  }

  private void open(ContentBlock head, ByteArrayOutputStream out) {
    index++;
    var data = indexed("content_block_start");
    data.set("content_block", BlockWriter.head(head));
    frame("content_block_start", data, out);
    if (head instanceof ContentBlock.ToolUse || head instanceof ContentBlock.ServerToolUse) {
      delta("input_json_delta", "partial_json", "", out);
    }
  }

  private static void stop(StreamEvent.Stopped stopped, ByteArrayOutputStream out) {
    var data = Json.object().put("type", "message_delta");
    var delta = data.putObject("delta").put("stop_reason", stopped.reason().text());
    delta.put("stop_sequence", stopped.sequence().orElse(null));
    stopped.details().ifPresent(details -> delta.set("stop_details", details));
    data.set("usage", UsageWriter.whole(stopped.usage()));
    frame("message_delta", data, out);
  }

  /* The frames of which there are thousands in an answer: no tree is made for them. */
  private void delta(String type, String name, String text, ByteArrayOutputStream out) {
    out.writeBytes(DELTA);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "content_block_delta");
      json.writeNumberField("index", index);
      json.writeObjectFieldStart("delta");
      json.writeStringField("type", type);
      json.writeStringField(name, text);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.writeBytes(END);
  }

  private ObjectNode indexed(String type) {
    return Json.object().put("type", type).put("index", index);
  }

  private static void frame(String name, ObjectNode data, ByteArrayOutputStream out) {
    out.writeBytes(Sse.event(name, data));
  }
}
