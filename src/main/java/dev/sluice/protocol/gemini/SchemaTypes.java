package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts types in order: one at a time, and what hangs on them. */
final class SchemaTypes {

  private static final String TYPE = "type";
  private static final String ENUM = "enum";
  private static final String ANY_OF = "anyOf";
  private static final String NULL = "null";
  private static final String ITEMS = "items";
  private static final String REQUIRED = "required";
  private static final String DESCRIPTION = "description";

  /** What is said of a value whatever its type. */
  private static final Set<String> OF_ANY = Set.of("title", DESCRIPTION, "default", "$defs");

  private static final Set<String> FORMATS =
      Set.of("int32", "int64", "float", "double", "enum", "date-time");

  private SchemaTypes() {}

  static void settle(ObjectNode schema, SchemaDialect dialect) {
    required(schema);
    if (schema.path(TYPE).isArray()) {
      several(schema);
    }
    if (dialect == SchemaDialect.OPEN_API) {
      nullable(schema);
      implied(schema);
      texts(schema);
      formats(schema);
      items(schema);
    }
  }

  static ObjectNode anything(SchemaDialect dialect) {
    return dialect == SchemaDialect.OPEN_API ? Json.object().put(TYPE, "string") : Json.object();
  }

  /** The type of a constant; empty for null. */
  static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case NULL, MISSING, BINARY -> "";
    };
  }

  private static void several(ObjectNode schema) {
    JsonNode types = schema.remove(TYPE);
    if (types.size() == 1) {
      schema.set(TYPE, types.get(0));
    }
    if (types.size() < 2 || schema.has(ANY_OF)) {
      return;
    }
    List<String> ofOneType =
        schema.propertyStream().map(Map.Entry::getKey).filter(k -> !OF_ANY.contains(k)).toList();
    ObjectNode details = Json.object();
    ofOneType.forEach(keyword -> details.set(keyword, schema.remove(keyword)));
    ArrayNode any = schema.putArray(ANY_OF);
    for (JsonNode type : types) {
      any.add(branch(type.asText(), details));
    }
  }

  private static ObjectNode branch(String type, ObjectNode details) {
    var branch = Json.object().put(TYPE, type);
    if (type.equals(NULL)) {
      return branch;
    }
    for (var detail : details.properties()) {
      if (!detail.getKey().equals(ENUM)) {
        branch.set(detail.getKey(), detail.getValue());
      }
    }
    ArrayNode values = Json.array();
    details
        .path(ENUM)
        .forEach(value -> {
          if (of(value).equals(type)) {
            values.add(value);
          }
        });
    if (!values.isEmpty()) {
      branch.set(ENUM, values);
    }
    return branch;
  }

  /** A choice with null in it; one that is left alone takes the choice's place. */
  private static void nullable(ObjectNode schema) {
    ArrayNode some = Json.array();
    for (JsonNode branch : schema.path(ANY_OF)) {
      if (branch.path(TYPE).asText().equals(NULL)) {
        schema.put("nullable", true);
      } else {
        some.add(branch);
      }
    }
    if (some.size() > 1) {
      schema.set(ANY_OF, some);
    } else if (schema.has(ANY_OF)) {
      schema.remove(ANY_OF);
      some.forEach(branch -> schema.setAll((ObjectNode) branch));
    }
    if (schema.path(TYPE).asText().equals(NULL)) {
      schema.put(TYPE, "string").put("nullable", true);
    }
  }

  private static void implied(ObjectNode schema) {
    if (schema.has(TYPE) || schema.has(ANY_OF)) {
      return;
    }
    if (schema.has("properties")) {
      schema.put(TYPE, "object");
    } else if (schema.has(ITEMS)) {
      schema.put(TYPE, "array");
    } else {
      schema.put(TYPE, "string");
    }
  }

  /** Only texts can be listed; other values are told in words. */
  private static void texts(ObjectNode schema) {
    boolean ofTexts = schema.path(TYPE).asText().equals("string") && all(schema.path(ENUM));
    if (!schema.has(ENUM) || ofTexts) {
      return;
    }
    JsonNode values = schema.remove(ENUM);
    String told = "One of: " + values;
    String described = schema.path(DESCRIPTION).asText("");
    schema.put(DESCRIPTION, described.isEmpty() ? told : described + " " + told);
  }

  private static boolean all(JsonNode values) {
    for (JsonNode value : values) {
      if (!value.isTextual() || value.textValue().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static void formats(ObjectNode schema) {
    if (!FORMATS.contains(schema.path("format").asText())) {
      schema.remove("format");
    }
  }

  private static void items(ObjectNode schema) {
    if (schema.path(TYPE).asText().equals("array") && schema.path(ITEMS).isEmpty()) {
      schema.putObject(ITEMS).put(TYPE, "string");
    }
  }

  private static void required(ObjectNode schema) {
    if (!schema.path(REQUIRED).isArray()) {
      schema.remove(REQUIRED);
      return;
    }
    ArrayNode there = Json.array();
    for (JsonNode name : schema.path(REQUIRED)) {
      if (schema.path("properties").has(name.asText())) {
        there.add(name);
      }
    }
    schema.remove(REQUIRED);
    if (!there.isEmpty()) {
      schema.set(REQUIRED, there);
    }
  }
}
