package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.WholeText;

/** A search of the web that the provider made. */
final class SearchEncoder implements ItemEncoder {

  private final JsonNode input;
  private final ItemFrames items;
  private final ItemFrames.Place place;
  private final StringBuilder told = new StringBuilder();

  SearchEncoder(JsonNode input, ItemFrames items) {
    this.input = input;
    this.items = items;
    this.place = items.place("ws_");
    items.added(place, item("in_progress", ""));
    items.event("response.web_search_call.in_progress", place, _ -> {});
    items.event("response.web_search_call.searching", place, _ -> {});
  }

  @Override
  public void piece(String text) {
    told.append(text);
  }

  @Override
  public void end() {
    JsonNode asked = told.isEmpty() ? input : Fold.object(told.toString());
    items.event("response.web_search_call.completed", place, _ -> {});
    items.done(place, item("completed", WholeText.clean(asked.path("query").asText())));
  }

  private ObjectNode item(String status, String query) {
    var item =
        Json.object().put("id", place.id()).put("type", "web_search_call").put("status", status);
    item.putObject("action").put("type", "search").put("query", query);
    return item;
  }
}
