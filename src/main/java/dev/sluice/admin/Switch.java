package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The {@code enabled} of a channel or key, left as it is when it says so already. */
final class Switch {

  private Switch() {}

  static void on(JsonNode node) {
    set(node, true);
  }

  static void off(JsonNode node) {
    set(node, false);
  }

  private static void set(JsonNode node, boolean wanted) {
    if (node.path("enabled").asBoolean(true) != wanted) {
      ((ObjectNode) node).put("enabled", wanted);
    }
  }
}
