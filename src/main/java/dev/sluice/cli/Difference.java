package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.ConfigDiff;
import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two documents, secrets masked.
 *
 * @param lines for people; empty: nothing differs
 * @param items for programs
 */
record Difference(List<String> lines, List<ObjectNode> items) {

  Difference {
    lines = List.copyOf(lines);
    items = List.copyOf(items);
  }

  static Difference of(ConfigDiff diff) {
    return new Difference(diff.lines(), diff.items());
  }

  /** As the admin API tells it. */
  static Difference of(JsonNode told) {
    var lines = new ArrayList<String>();
    var items = new ArrayList<ObjectNode>();
    told.path("lines").forEach(line -> lines.add(line.asText()));
    told.path("items").forEach(item -> items.add((ObjectNode) item));
    return new Difference(lines, items);
  }

  void print(Terminal terminal) {
    if (lines.isEmpty()) {
      terminal.out().println("No difference.");
    }
    lines.forEach(terminal.out()::println);
  }
}
