package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.StreamEncoder;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells an answer in chunks. A call is told once its arguments are whole, and thinking that must
 * come back lies as a signature on the part that follows it.
 */
final class GeminiStreamEncoder implements StreamEncoder {

  private final Telling telling;
  private final Framing framing;
  private final boolean thoughts;
  private final List<ContentBlock> carried = new ArrayList<>();
  private final List<JsonNode> citations = new ArrayList<>();
  private final StringBuilder gathered = new StringBuilder();
  private @Nullable ContentBlock open;
  private String signature = "";
  private String id;

  GeminiStreamEncoder(Telling telling, Framing framing, boolean thoughts) {
    this.telling = telling;
    this.framing = framing;
    this.thoughts = thoughts;
    this.id = telling.requestId();
  }

  @Override
  public String contentType() {
    return framing.contentType();
  }

  @Override
  public byte[] waiting() {
    return GeminiDialect.INSTANCE.waiting();
  }

  @Override
  public void encode(StreamEvent event, ByteArrayOutputStream out) {
    switch (event) {
      case StreamEvent.Started(var given, var _, var _) -> id = given.isEmpty() ? id : given;
      case StreamEvent.BlockStarted(var head) -> begin(head, out);
      case StreamEvent.TextPiece(var text) -> words(text, false, out);
      case StreamEvent.ThinkingPiece(var text) -> {
        gathered.append(text);
        if (thoughts) {
          words(text, true, out);
        }
      }
      case StreamEvent.Signature(var whole) -> signature = whole;
      case StreamEvent.InputPiece(var json) -> gathered.append(json);
      case StreamEvent.Citation(var citation) -> citations.add(citation);
      case StreamEvent.BlockEnded() -> end(out);
      case StreamEvent.Stopped stopped -> stop(stopped, out);
      case StreamEvent.Done() -> framing.end(out);
      case StreamEvent.Ping() -> framing.ping(out);
      case StreamEvent.Failed(var fault) -> {
        frame(GeminiDialect.envelope(fault), out);
        framing.end(out);
      }
    }
  }

  private void begin(ContentBlock head, ByteArrayOutputStream out) {
    open = head;
    gathered.setLength(0);
    signature = "";
    switch (head) {
      case ContentBlock.Text(var text, var _, var _, var _) -> words(text, false, out);
      case ContentBlock.RedactedThinking hidden -> carried.add(hidden);
      case ContentBlock.Image image -> AnswerParts.image(image).ifPresent(part -> part(part, out));
      case ContentBlock.Thinking _,
          ContentBlock.ToolUse _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.ServerToolUse _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Compaction _,
          ContentBlock.Unknown _ -> {}
    }
  }

  private void end(ByteArrayOutputStream out) {
    if (open instanceof ContentBlock.Thinking(var text, var signed)) {
      String last = signature.isEmpty() ? signed : signature;
      carried.add(new ContentBlock.Thinking(text + gathered, last));
    } else if (open instanceof ContentBlock.ToolUse call) {
      ObjectNode args = gathered.isEmpty() ? call.input() : Fold.object(gathered.toString());
      part(AnswerParts.call(call.id(), call.name(), args), out);
    }
    open = null;
  }

  /** What is carried, which is then on its way. */
  private String carriage() {
    if (carried.isEmpty()) {
      return "";
    }
    String whole = CarriedThinking.write(carried);
    carried.clear();
    return whole;
  }

  private void part(ObjectNode part, ByteArrayOutputStream out) {
    String carriage = carriage();
    if (!carriage.isEmpty()) {
      part.put(AnswerParts.SIGNATURE, carriage);
    }
    chunk(out, json -> json.writeTree(part));
  }

  private void words(String text, boolean thought, ByteArrayOutputStream out) {
    if (text.isEmpty()) {
      return;
    }
    String carriage = thought ? "" : carriage();
    chunk(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("text", text);
          if (thought) {
            json.writeBooleanField("thought", true);
          }
          if (!carriage.isEmpty()) {
            json.writeStringField(AnswerParts.SIGNATURE, carriage);
          }
          json.writeEndObject();
        });
  }

  @FunctionalInterface
  private interface PartWriter {
    void write(JsonGenerator json) throws IOException;
  }

  private void chunk(ByteArrayOutputStream out, PartWriter part) {
    framing.before(out);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("candidates");
      json.writeStartObject();
      json.writeObjectFieldStart("content");
      json.writeStringField("role", "model");
      json.writeArrayFieldStart("parts");
      part.write(json);
      json.writeEndArray();
      json.writeEndObject();
      json.writeNumberField("index", 0);
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("modelVersion", telling.model());
      json.writeStringField("responseId", id);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    framing.after(out);
  }

  private void stop(StreamEvent.Stopped stopped, ByteArrayOutputStream out) {
    String carriage = carriage();
    ObjectNode last = carriage.isEmpty() ? AnswerParts.text("") : AnswerParts.silent(carriage);
    ObjectNode candidate = AnswerParts.candidate(List.of(last), stopped, citations);
    frame(AnswerParts.response(candidate, stopped.usage(), telling, id), out);
  }

  private void frame(ObjectNode json, ByteArrayOutputStream out) {
    framing.before(out);
    out.writeBytes(Json.bytes(json));
    framing.after(out);
  }
}
