package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of a stream together to a whole answer. Made per answer, used by one thread.
 *
 * <p>The input of a call that is no JSON object is kept as {@code {"_raw": text}}: an answer that
 * was cut at its limit of tokens is still an answer.
 */
public final class Fold implements Consumer<StreamEvent> {

  private final List<ContentBlock> content = new ArrayList<>();
  private final List<JsonNode> citations = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private StreamEvent.Started started = new StreamEvent.Started("", "", Spent.UNKNOWN);
  private StreamEvent.@Nullable Stopped stopped;
  private @Nullable ContentBlock head;
  private @Nullable Fault fault;
  private String signature = "";
  private boolean done;

  @Override
  public void accept(StreamEvent event) {
    switch (event) {
      case StreamEvent.Started first -> started = first;
      case StreamEvent.BlockStarted(var block) -> open(block);
      case StreamEvent.TextPiece(var piece) -> text.append(piece);
      case StreamEvent.ThinkingPiece(var piece) -> text.append(piece);
      case StreamEvent.InputPiece(var piece) -> text.append(piece);
      case StreamEvent.Signature(var whole) -> signature = whole;
      case StreamEvent.Citation(var citation) -> citations.add(citation);
      case StreamEvent.BlockEnded _ -> close();
      case StreamEvent.Stopped end -> stopped = end;
      case StreamEvent.Done _ -> done = true;
      case StreamEvent.Failed(var what) -> fault = what;
      case StreamEvent.Ping _ -> {}
    }
  }

  /** Whether the answer has come to its end. */
  public boolean done() {
    return done;
  }

  /** What went wrong, if anything did. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /** The answer as far as it has come. */
  public Message message() {
    var end =
        stopped == null ? new StreamEvent.Stopped(StopReason.END_TURN, started.usage()) : stopped;
    return new Message(
        started.id(),
        started.model(),
        content,
        end.reason(),
        end.sequence(),
        end.details(),
        end.usage());
  }

  private void open(ContentBlock block) {
    head = block;
    text.setLength(0);
    citations.clear();
    signature = "";
  }

  private void close() {
    if (head != null) {
      content.add(whole(head));
      head = null;
    }
  }

  private ContentBlock whole(ContentBlock block) {
    return switch (block) {
      case ContentBlock.Text start ->
          new ContentBlock.Text(
              start.text() + text,
              citations.isEmpty() ? start.citations() : citations,
              Optional.empty(),
              start.rest());
      case ContentBlock.Thinking start ->
          new ContentBlock.Thinking(
              start.thinking() + text, signature.isEmpty() ? start.signature() : signature);
      case ContentBlock.ToolUse start ->
          text.isEmpty()
              ? start
              : new ContentBlock.ToolUse(
                  start.id(), start.name(), input(), start.cacheControl(), start.rest());
      case ContentBlock.ServerToolUse start ->
          text.isEmpty()
              ? start
              : new ContentBlock.ServerToolUse(
                  start.id(), start.name(), input(), start.cacheControl(), start.rest());
      case ContentBlock.Image _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.RedactedThinking _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Compaction _,
          ContentBlock.Unknown _ ->
          block;
    };
  }

  private ObjectNode input() {
    return object(text.toString());
  }

  /**
   * The text as an object; anything else becomes {@code {"_raw": text}}, nothing an empty object.
   */
  public static ObjectNode object(String json) {
    if (json.isBlank()) {
      return Json.object();
    }
    return Json.tree(json)
        .filter(JsonNode::isObject)
        .map(ObjectNode.class::cast)
        .orElseGet(() -> Json.object().put("_raw", json));
  }

  /** The events that tell a whole answer. */
  public static void replay(Message message, Consumer<StreamEvent> sink) {
    sink.accept(new StreamEvent.Started(message.id(), message.model(), message.usage()));
    message.content().forEach(block -> replay(block, sink));
    sink.accept(
        new StreamEvent.Stopped(
            message.stopReason(), message.stopSequence(), message.stopDetails(), message.usage()));
    sink.accept(new StreamEvent.Done());
  }

  private static void replay(ContentBlock block, Consumer<StreamEvent> sink) {
    switch (block) {
      case ContentBlock.Text(var words, var cited, var _, var rest) -> {
        sink.accept(
            new StreamEvent.BlockStarted(
                new ContentBlock.Text("", List.of(), Optional.empty(), rest)));
        cited.forEach(citation -> sink.accept(new StreamEvent.Citation(citation)));
        if (!words.isEmpty()) {
          sink.accept(new StreamEvent.TextPiece(words));
        }
      }
      case ContentBlock.Thinking(var words, var signed) -> {
        sink.accept(new StreamEvent.BlockStarted(new ContentBlock.Thinking("", "")));
        if (!words.isEmpty()) {
          sink.accept(new StreamEvent.ThinkingPiece(words));
        }
        if (!signed.isEmpty()) {
          sink.accept(new StreamEvent.Signature(signed));
        }
      }
      case ContentBlock.ToolUse call -> {
        sink.accept(
            new StreamEvent.BlockStarted(
                new ContentBlock.ToolUse(
                    call.id(), call.name(), Json.object(), Optional.empty(), call.rest())));
        sink.accept(new StreamEvent.InputPiece(call.input().toString()));
      }
      case ContentBlock.ServerToolUse call -> {
        sink.accept(
            new StreamEvent.BlockStarted(
                new ContentBlock.ServerToolUse(
                    call.id(), call.name(), Json.object(), Optional.empty(), call.rest())));
        sink.accept(new StreamEvent.InputPiece(call.input().toString()));
      }
      case ContentBlock.Image _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.RedactedThinking _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Compaction _,
          ContentBlock.Unknown _ ->
          sink.accept(new StreamEvent.BlockStarted(block));
    }
    sink.accept(new StreamEvent.BlockEnded());
  }
}
