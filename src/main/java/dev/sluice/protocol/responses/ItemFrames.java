package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The events that all items have, and the order in which items stand. Made per answer. */
final class ItemFrames {

  private final Frames frames;
  private final ResponseObject response;
  private int next;

  ItemFrames(Frames frames, ResponseObject response) {
    this.frames = frames;
    this.response = response;
  }

  /** An item's place and name. */
  record Place(int index, String id) {}

  boolean encrypted() {
    return response.encrypted();
  }

  Place place(String prefix) {
    int index = next++;
    return new Place(index, response.itemId(prefix, index));
  }

  void added(Place place, ObjectNode item) {
    whole("response.output_item.added", place, item);
  }

  void done(Place place, ObjectNode item) {
    whole("response.output_item.done", place, item);
    response.add(item);
  }

  private void whole(String type, Place place, ObjectNode item) {
    frames.write(
        type,
        json -> {
          json.writeNumberField("output_index", place.index());
          Frames.tree(json, "item", item);
        });
  }

  /** An event of one item, with the members that all of them have. */
  void event(String type, Place place, Frames.Members members) {
    frames.write(
        type,
        json -> {
          json.writeStringField("item_id", place.id());
          json.writeNumberField("output_index", place.index());
          members.write(json);
        });
  }
}
