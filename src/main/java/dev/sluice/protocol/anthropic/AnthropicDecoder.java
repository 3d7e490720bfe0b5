package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.UpstreamFaults;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.ToolIds;
import dev.sluice.protocol.message.ToolNames;
import dev.sluice.protocol.message.WholeCharacters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message of Anthropic's, streamed or whole, as events. */
final class AnthropicDecoder implements MessageDecoder {

  private final Consumer<StreamEvent> sink;
  private final ToolNames names;
  private final SpentReader spent = new SpentReader();
  private StreamEvent.@Nullable Stopped stopped;
  private boolean started;
  private boolean open;
  private boolean called;
  private boolean over;

  AnthropicDecoder(ToolNames names, Consumer<StreamEvent> sink) {
    this.names = names;
    this.sink = new WholeCharacters(sink);
  }

  @Override
  public void event(SseEvent event) {
    if (over) {
      return;
    }
    try {
      if (event.kind().equals("content_block_delta")) {
        delta(event);
      } else {
        rare(event);
      }
    } catch (IOException e) {
      malformed("an event that is no JSON");
    } catch (MalformedRequest e) {
      malformed("an event in which " + e.getMessage());
    }
  }

  /* The event of which there are thousands in an answer: no tree is made for it. */
  private void delta(SseEvent event) throws IOException {
    if (!open) {
      malformed("a piece of a block that was not begun");
      return;
    }
    try (JsonParser parser = Json.parser(event)) {
      JsonToken token = parser.nextToken();
      while (token != null
          && !(token == JsonToken.FIELD_NAME && parser.currentName().equals("delta"))) {
        token = parser.nextToken();
      }
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        piece(parser);
      }
    }
  }

  private void piece(JsonParser parser) throws IOException {
    String type = "";
    String text = "";
    JsonNode citation = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "type" -> type = parser.getText();
        case "text", "thinking", "signature", "partial_json" -> text = parser.getText();
        case "citation" -> citation = Json.tree(parser);
        default -> {
          if (value.isStructStart()) {
            parser.skipChildren();
          }
        }
      }
    }
    tell(type, text, citation);
  }

  private void tell(String type, String text, @Nullable JsonNode citation) {
    switch (type) {
      case "text_delta" -> some(text).map(StreamEvent.TextPiece::new).ifPresent(sink);
      case "thinking_delta" -> some(text).map(StreamEvent.ThinkingPiece::new).ifPresent(sink);
      case "input_json_delta" -> some(text).map(StreamEvent.InputPiece::new).ifPresent(sink);
      case "signature_delta" -> sink.accept(new StreamEvent.Signature(text));
      case "citations_delta" -> {
        if (citation != null) {
          sink.accept(new StreamEvent.Citation(citation));
        }
      }
      default -> {}
    }
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(piece -> !piece.isEmpty());
  }

  private void rare(SseEvent event) throws MalformedRequest {
    if (event.kind().equals("ping")) {
      if (started) {
        sink.accept(new StreamEvent.Ping());
      }
      return;
    }
    Optional<JsonNode> tree = Json.tree(event);
    if (tree.isEmpty()) {
      malformed("an event that is no JSON");
      return;
    }
    JsonNode json = tree.get();
    switch (json.path("type").asText(event.name())) {
      case "message_start" -> start(json.path("message"));
      case "content_block_start" -> begin(new JsonAt("", json).required("content_block"));
      case "content_block_stop" -> end();
      case "message_delta" -> stop(json);
      case "message_stop" -> done();
      case "error" -> fail(UpstreamFaults.of(0, Json.bytes(json)));
      default -> {}
    }
  }

  private void start(JsonNode message) {
    if (!started) {
      started = true;
      spent.take(message.path("usage"));
      sink.accept(
          new StreamEvent.Started(
              message.path("id").asText(""), message.path("model").asText(""), spent.total()));
    }
  }

  private void begin(JsonAt block) throws MalformedRequest {
    if (!started || open) {
      malformed(started ? "a block inside a block" : "a block before the message's start");
      return;
    }
    open = true;
    sink.accept(new StreamEvent.BlockStarted(legal(new BlockReader().block(block))));
  }

  /* Not all who speak Anthropic's protocol keep to its ids. */
  private ContentBlock legal(ContentBlock block) {
    if (!(block instanceof ContentBlock.ToolUse call)) {
      return block;
    }
    called = true;
    return new ContentBlock.ToolUse(
        ToolIds.legal(call.id()),
        names.given(call.name()),
        call.input(),
        call.cacheControl(),
        call.rest());
  }

  private void end() {
    if (open) {
      open = false;
      sink.accept(new StreamEvent.BlockEnded());
    }
  }

  private void stop(JsonNode json) {
    spent.take(json.path("usage"));
    JsonNode delta = json.path("delta");
    if (delta.path("stop_reason").isTextual()) {
      stopped = stopped(delta, spent.total());
    }
  }

  private static StreamEvent.Stopped stopped(JsonNode said, Spent usage) {
    return new StreamEvent.Stopped(
        StopReason.of(said.path("stop_reason").asText("")),
        Optional.of(said.path("stop_sequence"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue),
        Optional.of(said.path("stop_details")).filter(JsonNode::isObject),
        usage);
  }

  private void done() {
    if (!started || open) {
      malformed(started ? "its end inside a block" : "its end before its start");
      return;
    }
    over = true;
    var reason = stopped == null ? StopReason.END_TURN : stopped.reason();
    var end = stopped == null ? new StreamEvent.Stopped(reason, spent.total()) : stopped;
    sink.accept(
        new StreamEvent.Stopped(
            reason.given(called), end.sequence(), end.details(), spent.total()));
    sink.accept(new StreamEvent.Done());
  }

  @Override
  public void whole(byte[] json) {
    Optional<JsonNode> tree = Json.tree(json);
    if (tree.isEmpty() || !tree.get().path("content").isArray()) {
      malformed("an answer that is no message");
      return;
    }
    try {
      Fold.replay(message(tree.get()), sink);
      over = true;
    } catch (MalformedRequest e) {
      malformed("an answer in which " + e.getMessage());
    }
  }

  private Message message(JsonNode json) throws MalformedRequest {
    spent.take(json.path("usage"));
    List<ContentBlock> content = new ArrayList<>();
    for (JsonAt block : new JsonAt("", json).required("content").elements()) {
      content.add(legal(new BlockReader().block(block)));
    }
    var end = stopped(json, spent.total());
    return new Message(
        json.path("id").asText(""),
        json.path("model").asText(""),
        content,
        end.reason().given(called),
        end.sequence(),
        end.details(),
        end.usage());
  }

  @Override
  public void finish() {
    if (!over) {
      malformed("no message_stop before its end");
    }
  }

  private void malformed(String what) {
    fail(new Fault(Fault.Kind.UPSTREAM_FAILED, "The upstream sent " + what));
  }

  private void fail(Fault fault) {
    if (!over) {
      over = true;
      sink.accept(new StreamEvent.Failed(fault));
    }
  }
}
