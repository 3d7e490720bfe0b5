package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bounds that exclude their number, as bounds that include the next one. */
final class SchemaBounds {

  private SchemaBounds() {}

  static void inclusive(ObjectNode schema, ObjectNode clean) {
    bound(schema, clean, "exclusiveMinimum", "minimum", 1);
    bound(schema, clean, "exclusiveMaximum", "maximum", -1);
  }

  /** A number that is not whole has no next one: the bound itself must do. */
  private static void bound(
      ObjectNode schema, ObjectNode clean, String exclusive, String inclusive, int step) {
    JsonNode limit = schema.path(exclusive);
    boolean older = limit.asBoolean() && limit.isBoolean();
    JsonNode number = older ? schema.path(inclusive) : limit;
    if (!number.isNumber() || (!older && clean.has(inclusive))) {
      return;
    }
    if (number.isIntegralNumber() && near(number.longValue()) && whole(schema.path("type"))) {
      clean.put(inclusive, number.intValue() + step);
    } else {
      clean.set(inclusive, number);
    }
  }

  private static boolean near(long number) {
    return Math.abs(number) < Integer.MAX_VALUE;
  }

  private static boolean whole(JsonNode type) {
    if (type.isTextual()) {
      return type.textValue().equals("integer");
    }
    boolean whole = false;
    for (JsonNode each : type) {
      whole |= each.asText().equals("integer");
      if (each.asText().equals("number")) {
        return false;
      }
    }
    return whole;
  }
}
