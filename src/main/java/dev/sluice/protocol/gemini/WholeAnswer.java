package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** A whole answer: one candidate, its parts in the order of the blocks. Used for one answer. */
final class WholeAnswer {

  private final Telling telling;
  private final boolean thoughts;
  private final List<ObjectNode> parts = new ArrayList<>();
  private final List<ContentBlock> carried = new ArrayList<>();
  private final List<JsonNode> citations = new ArrayList<>();

  WholeAnswer(Telling telling, boolean thoughts) {
    this.telling = telling;
    this.thoughts = thoughts;
  }

  ObjectNode of(Message message) {
    message.content().forEach(this::add);
    if (!carried.isEmpty()) {
      parts.add(AnswerParts.silent(CarriedThinking.write(carried)));
    }
    var stopped =
        new StreamEvent.Stopped(
            message.stopReason(), message.stopSequence(), message.stopDetails(), message.usage());
    ObjectNode candidate = AnswerParts.candidate(parts, stopped, citations);
    String id = message.id().isEmpty() ? telling.requestId() : message.id();
    return AnswerParts.response(candidate, message.usage(), telling, id);
  }

  private void add(ContentBlock block) {
    switch (block) {
      case ContentBlock.Text(var text, var cited, var _, var _) -> {
        citations.addAll(cited);
        if (!text.isEmpty()) {
          signed(AnswerParts.text(text));
        }
      }
      case ContentBlock.Thinking thinking -> {
        carried.add(thinking);
        if (thoughts && !thinking.thinking().isEmpty()) {
          parts.add(AnswerParts.text(thinking.thinking()).put("thought", true));
        }
      }
      case ContentBlock.RedactedThinking hidden -> carried.add(hidden);
      case ContentBlock.ToolUse call ->
          signed(AnswerParts.call(call.id(), call.name(), call.input()));
      case ContentBlock.Image image -> AnswerParts.image(image).ifPresent(this::signed);
      case ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.ServerToolUse _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Compaction _,
          ContentBlock.Unknown _ -> {}
    }
  }

  private void signed(ObjectNode part) {
    if (!carried.isEmpty()) {
      part.put(AnswerParts.SIGNATURE, CarriedThinking.write(carried));
      carried.clear();
    }
    parts.add(part);
  }
}
