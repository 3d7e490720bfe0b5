package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.util.List;

/** Schemas as Anthropic takes them. */
final class StrictSchema {

  private static final List<String> OF_SCHEMAS =
      List.of("items", "additionalProperties", "not", "contains");
  private static final List<String> OF_LISTS = List.of("anyOf", "oneOf", "allOf", "prefixItems");
  private static final List<String> OF_MAPS = List.of("properties", "$defs", "definitions");

  private StrictSchema() {}

  /** The input of a tool: an object, whatever else is said of it. */
  static ObjectNode ofInput(ObjectNode schema) {
    if (schema.path("type").asText().equals("object")) {
      return schema;
    }
    var input = Json.object().put("type", "object");
    schema
        .properties()
        .forEach(member -> {
          if (!member.getKey().equals("type")) {
            input.set(member.getKey(), member.getValue());
          }
        });
    return input;
  }

  /**
   * The form of an answer: no object may have members that its schema does not name. Names of
   * properties are left alone, whatever keyword they are spelt like.
   */
  static ObjectNode of(ObjectNode schema) {
    ObjectNode copy = schema.deepCopy();
    close(copy);
    return copy;
  }

  private static void close(JsonNode node) {
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    if (schema.path("type").asText().equals("object") || schema.has("properties")) {
      schema.put("additionalProperties", false);
    }
    OF_SCHEMAS.forEach(name -> close(schema.path(name)));
    OF_LISTS.forEach(name -> schema.path(name).forEach(StrictSchema::close));
    OF_MAPS.forEach(name -> schema.path(name).forEach(StrictSchema::close));
  }
}
