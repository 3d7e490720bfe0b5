package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;

/** Two schemas as one: properties and what is required together, else the first counts. */
final class SchemaMerge {

  private static final String REQUIRED = "required";

  private SchemaMerge() {}

  static void into(ObjectNode from, ObjectNode to) {
    for (var member : from.properties()) {
      String keyword = member.getKey();
      JsonNode value = member.getValue();
      if (value instanceof ObjectNode more
          && to.get(keyword) instanceof ObjectNode there
          && (keyword.equals("properties") || keyword.equals("$defs"))) {
        there.setAll(more);
      } else if (keyword.equals(REQUIRED) && to.has(REQUIRED)) {
        List<JsonNode> both = united(to.get(REQUIRED), value);
        to.putArray(REQUIRED).addAll(both);
      } else if (!to.has(keyword)) {
        to.set(keyword, value);
      }
    }
  }

  private static List<JsonNode> united(JsonNode some, JsonNode others) {
    var all = new LinkedHashSet<JsonNode>();
    some.forEach(all::add);
    others.forEach(all::add);
    return List.copyOf(all);
  }
}
