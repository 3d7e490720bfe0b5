package dev.sluice.protocol.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Sse;
import dev.sluice.protocol.convert.StreamEncoder;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.ToolIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Writes events as chunks of a completion. Made per answer, used by one event loop. */
final class ChatEncoder implements StreamEncoder {

  private static final byte[] DATA = "data: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);
  private static final byte[] DONE = "data: [DONE]\n\n".getBytes(US_ASCII);

  private enum Open {
    NOTHING,
    THINKING,
    CALL,
    CUSTOM
  }

  private final Telling telling;
  private final boolean usage;
  private final Set<String> custom;
  private final UrlCitations citations = new UrlCitations();
  private final StringBuilder input = new StringBuilder();
  private String id;
  private Open open = Open.NOTHING;
  private int calls;
  private int details;
  private int thought;
  private int written;
  private int textStart;
  private boolean arguments;

  ChatEncoder(Telling telling, boolean usage, Set<String> custom) {
    this.telling = telling;
    this.usage = usage;
    this.custom = custom;
    this.id = ChatCompletion.id("", telling);
  }

  private interface Delta {
    void write(JsonGenerator out) throws IOException;
  }

  @Override
  public void encode(StreamEvent event, ByteArrayOutputStream out) {
    switch (event) {
      case StreamEvent.Started(var upstreamId, _, _) -> {
        id = ChatCompletion.id(upstreamId, telling);
        delta(
            out,
            json -> {
              json.writeStringField("role", "assistant");
              json.writeStringField("content", "");
            });
      }
      case StreamEvent.BlockStarted(var head) -> begin(head, out);
      case StreamEvent.TextPiece(var piece) -> text(piece, out);
      case StreamEvent.ThinkingPiece(var piece) -> think(piece, out);
      case StreamEvent.Signature(var signature) ->
          detail(ChatReasoningDetails.signed(signature, thought, details++), out);
      case StreamEvent.InputPiece(var piece) -> input(piece, out);
      case StreamEvent.Citation(var citation) -> citations.add(citation, textStart, written);
      case StreamEvent.BlockEnded _ -> end(out);
      case StreamEvent.Stopped stopped -> stop(stopped, out);
      case StreamEvent.Done _ -> out.writeBytes(DONE);
      case StreamEvent.Ping _ -> out.writeBytes(Sse.comment());
      case StreamEvent.Failed(var fault) -> out.writeBytes(Sse.data(OpenAiErrors.envelope(fault)));
    }
  }

  private void begin(ContentBlock head, ByteArrayOutputStream out) {
    open = Open.NOTHING;
    switch (head) {
      case ContentBlock.Text start -> {
        textStart = written;
        text(start.text(), out);
      }
      case ContentBlock.Thinking start -> {
        open = Open.THINKING;
        thought = 0;
        think(start.thinking(), out);
      }
      case ContentBlock.RedactedThinking(var data) ->
          detail(ChatReasoningDetails.redacted(data, details++), out);
      case ContentBlock.ToolUse call -> call(call, out);
      case ContentBlock.Image _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.ServerToolUse _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Compaction _,
          ContentBlock.Unknown _ -> {
        // Chat has no words for it
      }
    }
  }

  private void text(String piece, ByteArrayOutputStream out) {
    if (!piece.isEmpty()) {
      written += piece.length();
      delta(out, json -> json.writeStringField("content", piece));
    }
  }

  private void think(String piece, ByteArrayOutputStream out) {
    if (!piece.isEmpty()) {
      thought += piece.length();
      delta(out, json -> json.writeStringField("reasoning_content", piece));
    }
  }

  private void detail(ObjectNode detail, ByteArrayOutputStream out) {
    delta(
        out,
        json -> {
          json.writeArrayFieldStart("reasoning_details");
          json.writeRawValue(detail.toString());
          json.writeEndArray();
        });
  }

  private void call(ContentBlock.ToolUse call, ByteArrayOutputStream out) {
    boolean text = custom.contains(call.name());
    String type = text ? "custom" : "function";
    open = text ? Open.CUSTOM : Open.CALL;
    arguments = false;
    input.setLength(0);
    calls(
        out,
        json -> {
          json.writeStringField("id", ToolIds.original(call.id()));
          json.writeStringField("type", type);
          json.writeObjectFieldStart(type);
          json.writeStringField("name", call.name());
          json.writeStringField(text ? "input" : "arguments", "");
          json.writeEndObject();
        });
    if (!call.input().isEmpty()) {
      input(call.input().toString(), out);
    }
  }

  private void input(String piece, ByteArrayOutputStream out) {
    if (open == Open.CUSTOM) {
      input.append(piece);
    } else if (open == Open.CALL && !piece.isEmpty()) {
      arguments = true;
      call("function", "arguments", piece, out);
    }
  }

  private void call(String type, String member, String piece, ByteArrayOutputStream out) {
    calls(
        out,
        json -> {
          json.writeObjectFieldStart(type);
          json.writeStringField(member, piece);
          json.writeEndObject();
        });
  }

  private void end(ByteArrayOutputStream out) {
    if (open == Open.CALL && !arguments) {
      call("function", "arguments", "{}", out);
    }
    if (open == Open.CUSTOM) {
      call("custom", "input", CustomTools.text(input.toString()), out);
    }
    calls += open == Open.CALL || open == Open.CUSTOM ? 1 : 0;
    open = Open.NOTHING;
  }

  private void stop(StreamEvent.Stopped stopped, ByteArrayOutputStream out) {
    ChatAnswerUsage.refusal(stopped.reason(), stopped.details())
        .ifPresent(why -> delta(out, json -> json.writeStringField("refusal", why)));
    chunk(
        out,
        json -> {
          choice(
              json,
              delta -> {
                if (!citations.isEmpty()) {
                  delta.writeFieldName("annotations");
                  delta.writeRawValue(citations.json().toString());
                }
              },
              ChatAnswerUsage.finish(stopped.reason()));
        });
    if (usage) {
      chunk(
          out,
          json -> {
            json.writeArrayFieldStart("choices");
            json.writeEndArray();
            ChatAnswerUsage.write(json, stopped.usage());
          });
    }
  }

  private void calls(ByteArrayOutputStream out, Delta call) {
    delta(
        out,
        json -> {
          json.writeArrayFieldStart("tool_calls");
          json.writeStartObject();
          json.writeNumberField("index", calls);
          call.write(json);
          json.writeEndObject();
          json.writeEndArray();
        });
  }

  private void delta(ByteArrayOutputStream out, Delta delta) {
    chunk(out, json -> choice(json, delta, ""));
  }

  private static void choice(JsonGenerator json, Delta delta, String finish) throws IOException {
    json.writeArrayFieldStart("choices");
    json.writeStartObject();
    json.writeNumberField("index", 0);
    json.writeObjectFieldStart("delta");
    delta.write(json);
    json.writeEndObject();
    json.writeStringField("finish_reason", finish.isEmpty() ? null : finish);
    json.writeEndObject();
    json.writeEndArray();
  }

  private void chunk(ByteArrayOutputStream out, Delta rest) {
    out.writeBytes(DATA);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeStringField("object", "chat.completion.chunk");
      json.writeNumberField("created", telling.epochSecond());
      json.writeStringField("model", telling.model());
      rest.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.writeBytes(END);
  }
}
