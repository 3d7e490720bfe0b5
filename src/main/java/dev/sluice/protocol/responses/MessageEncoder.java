package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.WholeText;
import org.jspecify.annotations.Nullable;

/** Text, as a message of one part; nothing for text without any. */
final class MessageEncoder implements ItemEncoder {

  private static final String CONTENT_INDEX = "content_index";
  private static final String LOGPROBS = "logprobs";
  private static final String URL = "url";

  private final ItemFrames items;
  private final StringBuilder told = new StringBuilder();
  private final WholeText characters = new WholeText();
  private final ArrayNode annotations = Json.array();
  private ItemFrames.@Nullable Place place;

  MessageEncoder(ItemFrames items) {
    this.items = items;
  }

  @Override
  public void piece(String text) {
    String piece = characters.take(text);
    if (piece.isEmpty()) {
      return;
    }
    ItemFrames.Place here = place();
    told.append(piece);
    items.event(
        "response.output_text.delta",
        here,
        json -> {
          json.writeNumberField(CONTENT_INDEX, 0);
          json.writeStringField("delta", piece);
          Frames.tree(json, LOGPROBS, Json.array());
        });
  }

  private ItemFrames.Place place() {
    if (place == null) {
      place = items.place("msg_");
      items.added(place, message(place, "in_progress"));
      part("response.content_part.added", place);
    }
    return place;
  }

  static ObjectNode message(ItemFrames.Place at, String status) {
    var item =
        Json.object()
            .put("id", at.id())
            .put("type", "message")
            .put("status", status)
            .put("role", "assistant");
    item.putArray("content");
    return item;
  }

  private void part(String type, ItemFrames.Place here) {
    items.event(
        type,
        here,
        json -> {
          json.writeNumberField(CONTENT_INDEX, 0);
          Frames.tree(json, "part", part());
        });
  }

  private ObjectNode part() {
    var part = Json.object().put("type", "output_text").put("text", told.toString());
    part.set("annotations", annotations.deepCopy());
    part.putArray(LOGPROBS);
    return part;
  }

  /** The end of the text so far is where it stands: callers are not told what of it is cited. */
  @Override
  public void cited(JsonNode citation) {
    if (!citation.path(URL).isTextual()) {
      return;
    }
    ItemFrames.Place here = place();
    var annotation =
        Json.object()
            .put("type", "url_citation")
            .put("start_index", told.length())
            .put("end_index", told.length())
            .put("title", citation.path("title").asText())
            .put(URL, citation.path(URL).asText());
    annotations.add(annotation);
    int index = annotations.size() - 1;
    items.event(
        "response.output_text.annotation.added",
        here,
        json -> {
          json.writeNumberField(CONTENT_INDEX, 0);
          json.writeNumberField("annotation_index", index);
          Frames.tree(json, "annotation", annotation);
        });
  }

  @Override
  public void end() {
    if (place == null) {
      return;
    }
    items.event(
        "response.output_text.done",
        place,
        json -> {
          json.writeNumberField(CONTENT_INDEX, 0);
          json.writeStringField("text", told.toString());
          Frames.tree(json, LOGPROBS, Json.array());
        });
    part("response.content_part.done", place);
    var item = message(place, "completed");
    item.withArray("content").add(part());
    items.done(place, item);
  }
}
