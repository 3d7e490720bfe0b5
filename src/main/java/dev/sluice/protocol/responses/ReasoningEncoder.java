package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.WholeText;
import org.jspecify.annotations.Nullable;

/** Thinking, as a reasoning item with a summary of one part; nothing for thinking without any. */
final class ReasoningEncoder implements ItemEncoder {

  private static final String SUMMARY_INDEX = "summary_index";

  private final ItemFrames items;
  private final StringBuilder told = new StringBuilder();
  private final WholeText characters = new WholeText();
  private ItemFrames.@Nullable Place place;
  private String encrypted = "";

  ReasoningEncoder(ItemFrames items) {
    this.items = items;
  }

  @Override
  public void piece(String text) {
    String piece = characters.take(text);
    if (piece.isEmpty()) {
      return;
    }
    ItemFrames.Place here = place();
    if (told.isEmpty()) {
      part("response.reasoning_summary_part.added", here, "");
    }
    told.append(piece);
    items.event(
        "response.reasoning_summary_text.delta",
        here,
        json -> {
          json.writeNumberField(SUMMARY_INDEX, 0);
          json.writeStringField("delta", piece);
        });
  }

  @Override
  public void signed(String signature) {
    encrypted = signature;
    if (!signature.isEmpty() && items.encrypted()) {
      place();
    }
  }

  private ItemFrames.Place place() {
    if (place == null) {
      place = items.place("rs_");
      items.added(place, item(place));
    }
    return place;
  }

  private static ObjectNode item(ItemFrames.Place at) {
    var item = Json.object().put("id", at.id()).put("type", "reasoning");
    item.putArray("summary");
    return item;
  }

  private static ObjectNode summary(String text) {
    return Json.object().put("type", "summary_text").put("text", text);
  }

  private void part(String type, ItemFrames.Place here, String text) {
    items.event(
        type,
        here,
        json -> {
          json.writeNumberField(SUMMARY_INDEX, 0);
          Frames.tree(json, "part", summary(text));
        });
  }

  @Override
  public void end() {
    if (place == null) {
      return;
    }
    var item = item(place);
    String all = told.toString();
    if (!all.isEmpty()) {
      items.event(
          "response.reasoning_summary_text.done",
          place,
          json -> {
            json.writeNumberField(SUMMARY_INDEX, 0);
            json.writeStringField("text", all);
          });
      part("response.reasoning_summary_part.done", place, all);
      item.withArray("summary").add(summary(all));
    }
    if (!encrypted.isEmpty() && items.encrypted()) {
      item.put(ReasoningWriter.ENCRYPTED, encrypted);
    }
    items.done(place, item);
  }
}
