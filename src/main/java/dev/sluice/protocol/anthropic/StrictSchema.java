package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.SchemaWalk;

/** Schemas as Anthropic takes them. */
final class StrictSchema {

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
    return SchemaWalk.map(schema, StrictSchema::closed);
  }

  private static ObjectNode closed(ObjectNode schema) {
    if (schema.path("type").asText().equals("object") || schema.has("properties")) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }
}
