package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.ToolIds;
import java.util.ArrayList;
import java.util.List;

/**
 * Results of tools as {@code functionResponse} parts. What is no text lies inside from Gemini 3 on,
 * before that behind all of them.
 */
final class ToolResponses {

  private final Writing writing;
  private final MediaParts media;
  private final List<ObjectNode> responses = new ArrayList<>();
  private final List<ObjectNode> behind = new ArrayList<>();

  ToolResponses(Writing writing, MediaParts media) {
    this.writing = writing;
    this.media = media;
  }

  void add(String name, ContentBlock.ToolResult result) throws Inexpressible {
    writing.unknown("a tool_result", result.rest());
    var texts = new ArrayList<String>();
    ArrayNode inside = Json.array();
    for (ContentBlock block : result.content()) {
      for (ObjectNode part : media.inside(block)) {
        place(part, texts, inside);
      }
    }
    add(name, result.toolUseId(), result.error(), String.join("\n", texts), inside);
  }

  /** A call that has no result: all must have one. */
  void missing(String name, String id) {
    add(name, id, true, "(no output)", Json.array());
  }

  /** A result whose call is not there, which no function can have given. */
  void orphan(ContentBlock.ToolResult result) throws Inexpressible {
    writing.losses().degraded(Part.TOOL_RESULT_TEXT, "is sent as text: its tool_use is not there");
    for (ContentBlock block : result.content()) {
      behind.addAll(media.inside(block));
    }
  }

  private void place(ObjectNode part, List<String> texts, ArrayNode inside) {
    JsonNode text = part.path("text");
    if (text.isTextual()) {
      texts.add(text.textValue());
    } else if (writing.family().third() && part.has("inlineData")) {
      inside.add(part);
    } else {
      behind.add(part);
    }
  }

  private void add(String name, String id, boolean error, String text, ArrayNode inside) {
    var part = Json.object();
    var response = part.putObject("functionResponse");
    response.put("id", ToolIds.original(id)).put("name", writing.names().sent(name));
    response.putObject("response").put(error ? "error" : "output", text);
    if (!inside.isEmpty()) {
      response.set("parts", inside);
    }
    responses.add(part);
  }

  List<ObjectNode> parts() {
    var all = new ArrayList<>(responses);
    all.addAll(behind);
    return all;
  }
}
