package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a conversation as the items of an input, in the order of its blocks. Every call gets an
 * output and every output has its call, without which the upstream refuses the whole. Made per
 * request.
 */
final class InputWriter {

  private static final String CALL_ID = "call_id";
  private static final String TYPE = "type";
  private static final String REASONING = "reasoning";

  private final CallNames names;
  private final Losses losses;
  private final PartWriter parts;
  private final ReasoningWriter reasoning;
  private final ArrayNode items = Json.array();
  private final Set<String> called = new HashSet<>();
  private final Set<String> answered = new HashSet<>();
  private ArrayNode open = Json.array();

  InputWriter(Target target, CallNames names, Losses losses) {
    this.names = names;
    this.losses = losses;
    this.parts = new PartWriter(target.options(), losses);
    this.reasoning = new ReasoningWriter(target.channel(), losses);
  }

  ArrayNode items(List<Turn> turns) throws Inexpressible {
    pair(turns);
    for (Turn turn : turns) {
      switch (turn.role()) {
        case USER -> user(turn);
        case ASSISTANT -> assistant(turn);
        case SYSTEM -> system(turn);
      }
    }
    if (!turns.isEmpty() && isPrefill(turns.getLast())) {
      losses.degraded(Part.PREFILL, "is not continued: the model begins a new message after it");
    }
    return items;
  }

  private void pair(List<Turn> turns) {
    for (Turn turn : turns) {
      for (ContentBlock block : turn.content()) {
        if (block instanceof ContentBlock.ToolUse call) {
          called.add(call.id());
        } else if (block instanceof ContentBlock.ToolResult result) {
          answered.add(result.toolUseId());
        }
      }
    }
  }

  private static boolean isPrefill(Turn last) {
    return last.role() == Turn.Role.ASSISTANT
        && !last.content().isEmpty()
        && last.content().getLast() instanceof ContentBlock.Text;
  }

  private void system(Turn turn) throws Inexpressible {
    for (ContentBlock block : turn.content()) {
      parts.write(block, open);
    }
    flush("developer");
  }

  private void user(Turn turn) throws Inexpressible {
    for (ContentBlock block : turn.content()) {
      if (block instanceof ContentBlock.ToolResult result && called.contains(result.toolUseId())) {
        flush("user");
        items.add(output(result.toolUseId(), parts.output(result)));
      } else if (block instanceof ContentBlock.ToolResult result) {
        losses.degraded("tool_result " + result.toolUseId(), "has no call and becomes text");
        open.addAll(parts.all(result.content()));
      } else {
        parts.write(block, open);
      }
    }
    flush("user");
  }

  private void assistant(Turn turn) throws Inexpressible {
    int first = items.size();
    var unanswered = new ArrayList<String>();
    for (ContentBlock block : turn.content()) {
      assistant(block);
      if (block instanceof ContentBlock.ToolUse call && !answered.contains(call.id())) {
        unanswered.add(call.id());
      }
    }
    flush("assistant");
    dropDangling(first);
    for (String id : unanswered) {
      losses.degraded("tool_use " + id, "has no result; \"(no output)\" is sent as one");
      items.add(output(id, Json.object().textNode("(no output)")));
    }
  }

  private void assistant(ContentBlock block) throws Inexpressible {
    switch (block) {
      case ContentBlock.ToolUse call -> {
        flush("assistant");
        items.add(call(call));
      }
      case ContentBlock.Thinking(var words, var signature) ->
          add(reasoning.restored(words, signature));
      case ContentBlock.RedactedThinking(var data) -> add(reasoning.restored(data));
      case ContentBlock.Compaction compaction -> {
        flush("assistant");
        parts.write(compaction, open);
        flush("user");
      }
      case ContentBlock.Text _,
          ContentBlock.Image _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.ServerToolUse _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Unknown _ ->
          said(block);
    }
  }

  /** What the model has said itself is text and nothing else. */
  private void said(ContentBlock block) throws Inexpressible {
    for (JsonNode part : parts.all(List.of(block))) {
      if (part.path(TYPE).asText().equals("input_text")) {
        open.add(Json.object().put(TYPE, "output_text").put("text", part.path("text").asText()));
      } else {
        losses.degraded(Part.UNKNOWN_BLOCK, "(" + block.type() + " of the assistant's) left out");
      }
    }
  }

  private void add(Optional<ObjectNode> item) {
    item.ifPresent(found -> {
      flush("assistant");
      items.add(found);
    });
  }

  /** Reasoning without anything that came of it is refused. */
  private void dropDangling(int first) {
    while (items.size() > first
        && items.get(items.size() - 1).path(TYPE).asText().equals(REASONING)) {
      items.remove(items.size() - 1);
      losses.degraded("thinking at the end of a turn", "is left out: nothing came of it");
    }
  }

  private ObjectNode call(ContentBlock.ToolUse call) {
    return Json.object()
        .put(TYPE, "function_call")
        .put(CALL_ID, names.call(call.id()))
        .put("name", names.tool(call.name()))
        .put("arguments", call.input().toString());
  }

  private ObjectNode output(String id, JsonNode output) {
    var item = Json.object().put(TYPE, "function_call_output").put(CALL_ID, names.call(id));
    item.set("output", output);
    return item;
  }

  private void flush(String role) {
    if (!open.isEmpty()) {
      items.addObject().put(TYPE, "message").put("role", role).set("content", open);
      open = Json.array();
    }
  }
}
