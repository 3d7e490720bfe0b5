package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code contents}: turns of the same side become one, every call is answered at once and in its
 * order, and the last word is the user's.
 */
final class GeminiContents {

  private static final String MODEL = "model";
  private static final String USER = "user";

  private final Writing writing;
  private final PlainWords words;
  private final MediaParts media;
  private final ArrayNode contents = Json.array();
  private final Map<String, String> unanswered = new LinkedHashMap<>();
  private final List<ObjectNode> held = new ArrayList<>();

  GeminiContents(Writing writing) {
    this.writing = writing;
    this.words = new PlainWords(writing);
    this.media = new MediaParts(writing, words);
  }

  ArrayNode of(List<Turn> turns) throws Inexpressible {
    for (Turn turn : turns) {
      writing.unknown("messages", turn.rest());
      switch (turn.role()) {
        case ASSISTANT -> model(turn.content());
        case USER -> user(turn.content());
        case SYSTEM -> system(turn.content());
      }
    }
    if (!unanswered.isEmpty()) {
      user(List.of());
    }
    if (last().equals(MODEL)) {
      writing.losses().degraded(Part.PREFILL, "is followed by \"(continue)\": a user must ask");
      append(USER, List.of(MediaParts.text("(continue)")));
    }
    return contents;
  }

  private void model(List<ContentBlock> blocks) throws Inexpressible {
    append(MODEL, new ModelParts(writing, media).of(blocks));
    for (ContentBlock block : blocks) {
      if (block instanceof ContentBlock.ToolUse call) {
        unanswered.put(call.id(), call.name());
      }
    }
  }

  private void user(List<ContentBlock> blocks) throws Inexpressible {
    Map<String, ContentBlock.ToolResult> results = new LinkedHashMap<>();
    var others = new ArrayList<ContentBlock>();
    for (ContentBlock block : blocks) {
      boolean result =
          block instanceof ContentBlock.ToolResult first
              && results.putIfAbsent(first.toolUseId(), first) == null;
      if (!result) {
        others.add(block);
      }
    }
    append(USER, answers(results));
    append(USER, held);
    held.clear();
    for (ContentBlock block : others) {
      append(USER, said(block));
    }
  }

  private List<ObjectNode> answers(Map<String, ContentBlock.ToolResult> results)
      throws Inexpressible {
    var responses = new ToolResponses(writing, media);
    for (var call : unanswered.entrySet()) {
      ContentBlock.ToolResult result = results.remove(call.getKey());
      if (result == null) {
        responses.missing(call.getValue(), call.getKey());
      } else {
        responses.add(call.getValue(), result);
      }
    }
    unanswered.clear();
    for (ContentBlock.ToolResult orphan : results.values()) {
      responses.orphan(orphan);
    }
    return responses.parts();
  }

  private List<ObjectNode> said(ContentBlock block) throws Inexpressible {
    if (!(block instanceof ContentBlock.Text words)) {
      return media.inside(block);
    }
    writing.unknown("a text", words.rest());
    return words.text().isEmpty() ? List.of() : List.of(MediaParts.text(words.text()));
  }

  /** There is no such turn; between a call and its result it waits for the result. */
  private void system(List<ContentBlock> blocks) throws Inexpressible {
    var parts = new ArrayList<ObjectNode>();
    for (ContentBlock block : blocks) {
      if (block instanceof ContentBlock.Text text) {
        writing
            .losses()
            .degraded(Part.MID_CONVERSATION_SYSTEM, "is sent as a system-reminder of the user's");
        parts.add(MediaParts.text("<system-reminder>" + text.text() + "</system-reminder>"));
      } else {
        parts.addAll(media.inside(block));
      }
    }
    if (unanswered.isEmpty()) {
      append(USER, parts);
    } else {
      held.addAll(parts);
    }
  }

  private void append(String role, List<ObjectNode> parts) {
    if (parts.isEmpty()) {
      return;
    }
    if (!last().equals(role)) {
      contents.addObject().put("role", role).putArray("parts");
    }
    ((ObjectNode) contents.get(contents.size() - 1)).withArrayProperty("parts").addAll(parts);
  }

  private String last() {
    return contents.isEmpty() ? "" : contents.get(contents.size() - 1).path("role").asText();
  }
}
