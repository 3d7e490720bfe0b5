package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Every list's shape. */
final class Page {

  private Page() {}

  /** All there is, on one page. */
  static ObjectNode of(List<ObjectNode> items) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    items.forEach(page.putArray("items")::add);
    page.putNull("next");
    return page;
  }
}
