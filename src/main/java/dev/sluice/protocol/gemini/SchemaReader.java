package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.util.Locale;
import java.util.Set;

/** Gemini's own {@code Schema} as JSON Schema. */
final class SchemaReader {

  private static final Set<String> COUNTS =
      Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");
  private static final Set<String> NUMBER_FORMATS =
      Set.of("int32", "int64", "float", "double", "enum");

  private SchemaReader() {}

  static ObjectNode jsonSchema(ObjectNode schema) {
    var json = Json.object();
    for (var member : schema.properties()) {
      if (!member.getValue().isNull()) {
        keyword(camel(member.getKey()), member.getValue(), json);
      }
    }
    if (schema.path("nullable").asBoolean()) {
      nullable(json);
    }
    return json;
  }

  private static String camel(String name) {
    return switch (name) {
      case "any_of" -> "anyOf";
      case "min_items" -> "minItems";
      case "max_items" -> "maxItems";
      case "min_length" -> "minLength";
      case "max_length" -> "maxLength";
      case "min_properties" -> "minProperties";
      case "max_properties" -> "maxProperties";
      case "property_ordering" -> "propertyOrdering";
      default -> name;
    };
  }

  private static void keyword(String name, JsonNode value, ObjectNode json) {
    switch (name) {
      case "type" -> type(value.asText(""), json);
      case "nullable", "propertyOrdering" -> {}
      case "example" -> json.putArray("examples").add(value);
      case "format" -> {
        if (!NUMBER_FORMATS.contains(value.asText())) {
          json.set(name, value);
        }
      }
      case "properties" -> {
        var properties = json.putObject(name);
        value.properties().forEach(each -> properties.set(each.getKey(), nested(each.getValue())));
      }
      case "items" -> json.set(name, nested(value));
      case "anyOf" -> {
        ArrayNode any = json.putArray(name);
        value.forEach(branch -> any.add(nested(branch)));
      }
      default -> json.set(name, COUNTS.contains(name) ? count(value) : value);
    }
  }

  private static void type(String type, ObjectNode json) {
    if (!type.equals("TYPE_UNSPECIFIED")) {
      json.put("type", type.toLowerCase(Locale.ROOT));
    }
  }

  private static JsonNode nested(JsonNode value) {
    return value instanceof ObjectNode schema ? jsonSchema(schema) : value;
  }

  /** 64-bit numbers may come as strings. */
  private static JsonNode count(JsonNode value) {
    return value.isTextual() && value.textValue().matches("\\d{1,18}")
        ? Json.array().add(Long.parseLong(value.textValue())).get(0)
        : value;
  }

  private static void nullable(ObjectNode json) {
    JsonNode type = json.path("type");
    if (type.isTextual()) {
      json.putArray("type").add(type).add("null");
      if (json.path("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    } else if (json.path("anyOf") instanceof ArrayNode any) {
      any.addObject().put("type", "null");
    }
  }
}
