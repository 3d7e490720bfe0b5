package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.WholeText;

/** Why the model refused, as a message of its own. */
final class RefusalEncoder implements ItemEncoder {

  private static final String CONTENT_INDEX = "content_index";
  private static final String REFUSAL = "refusal";

  private final ItemFrames items;
  private final ItemFrames.Place place;
  private final StringBuilder told = new StringBuilder();

  RefusalEncoder(ItemFrames items) {
    this.items = items;
    this.place = items.place("msg_");
    items.added(place, MessageEncoder.message(place, "in_progress"));
    part("response.content_part.added");
  }

  @Override
  public void piece(String text) {
    String piece = WholeText.clean(text);
    told.append(piece);
    items.event(
        "response.refusal.delta",
        place,
        json -> {
          json.writeNumberField(CONTENT_INDEX, 0);
          json.writeStringField("delta", piece);
        });
  }

  private ObjectNode part() {
    return Json.object().put("type", REFUSAL).put(REFUSAL, told.toString());
  }

  private void part(String type) {
    items.event(
        type,
        place,
        json -> {
          json.writeNumberField(CONTENT_INDEX, 0);
          Frames.tree(json, "part", part());
        });
  }

  @Override
  public void end() {
    items.event(
        "response.refusal.done",
        place,
        json -> {
          json.writeNumberField(CONTENT_INDEX, 0);
          json.writeStringField(REFUSAL, told.toString());
        });
    part("response.content_part.done");
    var item = MessageEncoder.message(place, "completed");
    item.withArray("content").add(part());
    items.done(place, item);
  }
}
