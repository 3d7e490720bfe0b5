package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;

/** Tools whose input is a text of any form. Elsewhere they are functions with one argument. */
final class CustomTools {

  /** The argument. */
  static final String INPUT = "input";

  private CustomTools() {}

  static ObjectNode schema() {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject(INPUT).put("type", "string");
    schema.putArray("required").add(INPUT);
    return schema;
  }

  /** The text that the arguments hold; what is no such object is the text itself. */
  static String text(String arguments) {
    return Json.tree(arguments)
        .map(tree -> tree.path(INPUT))
        .filter(com.fasterxml.jackson.databind.JsonNode::isTextual)
        .map(com.fasterxml.jackson.databind.JsonNode::textValue)
        .orElse(arguments);
  }
}
