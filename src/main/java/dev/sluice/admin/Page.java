package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Every list's shape. */
final class Page {

  private static final int USUAL = 100;

  private Page() {}

  /** All there is, on one page. */
  static ObjectNode of(List<? extends JsonNode> items) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    items.forEach(page.putArray("items")::add);
    page.putNull("next");
    return page;
  }

  /**
   * The part that {@code limit} and {@code cursor} ask for. A cursor is the id that the page begins
   * with, so that what is added or removed before it moves nothing; one that is gone ends the list.
   */
  static ObjectNode of(List<ObjectNode> items, Map<String, String> query) {
    return of(items, "id", query);
  }

  /** The same for items that another member than their id names. */
  static ObjectNode of(List<ObjectNode> items, String name, Map<String, String> query) {
    int limit = Integer.parseInt(query.getOrDefault("limit", String.valueOf(USUAL)));
    String cursor = query.getOrDefault("cursor", "");
    int from = cursor.isEmpty() ? 0 : place(items, name, cursor);
    int to = Math.min(items.size(), from + limit);
    ObjectNode page = of(items.subList(from, to));
    if (to < items.size()) {
      page.put("next", items.get(to).path(name).asText());
    }
    return page;
  }

  private static int place(List<ObjectNode> items, String name, String wanted) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).path(name).asText().equals(wanted)) {
        return i;
      }
    }
    return items.size();
  }
}
