package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Visits the schemas inside a JSON Schema, and nothing else: a property that is called {@code
 * format} or {@code properties} is no keyword, and values in {@code enum}, {@code const} and {@code
 * default} are data.
 */
public final class SchemaWalk {

  private static final Set<String> SCHEMA =
      Set.of(
          "items",
          "additionalProperties",
          "additionalItems",
          "not",
          "contains",
          "propertyNames",
          "if",
          "then",
          "else",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> SCHEMAS =
      Set.of("allOf", "anyOf", "oneOf", "prefixItems", "items");
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  private SchemaWalk() {}

  /**
   * A copy in which every schema, the innermost first, has become what {@code each} makes of it.
   */
  public static ObjectNode map(ObjectNode schema, UnaryOperator<ObjectNode> each) {
    ObjectNode copy = Json.object();
    schema.properties().forEach(member -> copy.set(member.getKey(), inside(member, each)));
    return each.apply(copy);
  }

  private static JsonNode inside(
      Map.Entry<String, JsonNode> member, UnaryOperator<ObjectNode> each) {
    String keyword = member.getKey();
    JsonNode value = member.getValue();
    if (value instanceof ObjectNode object && NAMED.contains(keyword)) {
      ObjectNode named = Json.object();
      object.properties().forEach(one -> named.set(one.getKey(), mapped(one.getValue(), each)));
      return named;
    }
    if (value instanceof ArrayNode list && SCHEMAS.contains(keyword)) {
      ArrayNode mapped = Json.array();
      list.forEach(one -> mapped.add(mapped(one, each)));
      return mapped;
    }
    return SCHEMA.contains(keyword) ? mapped(value, each) : value.deepCopy();
  }

  private static JsonNode mapped(JsonNode value, UnaryOperator<ObjectNode> each) {
    return value instanceof ObjectNode schema ? map(schema, each) : value.deepCopy();
  }
}
