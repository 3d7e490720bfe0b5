package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A JSON Schema as OpenAI's strict mode takes it. */
final class StrictSchema {

  private static final List<String> REFUSED =
      List.of(
          "allOf",
          "oneOf",
          "not",
          "if",
          "then",
          "else",
          "dependentRequired",
          "dependentSchemas",
          "dependencies",
          "patternProperties",
          "propertyNames",
          "minProperties",
          "maxProperties",
          "unevaluatedProperties",
          "unevaluatedItems",
          "contains",
          "uniqueItems",
          "minLength",
          "maxLength",
          "prefixItems");
  private static final Set<String> FORMATS =
      Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

  /** What becomes of properties that need not be given. */
  enum Optionals {
    /** There must be none: whoever gets the object would find nulls that it did not ask for. */
    REFUSED,
    /** They must be given, and may be null. */
    NULLABLE
  }

  private final Optionals optionals;
  private boolean same = true;

  private StrictSchema(Optionals optionals) {
    this.optionals = optionals;
  }

  /** The schema in strict form; empty when it would not mean the same. */
  static Optional<ObjectNode> of(ObjectNode schema, Optionals optionals) {
    var strict = new StrictSchema(optionals);
    boolean object = schema.path("type").asText().equals("object") && !schema.has("anyOf");
    ObjectNode made = SchemaWalk.map(schema, strict::each);
    return object && strict.same ? Optional.of(made) : Optional.empty();
  }

  private ObjectNode each(ObjectNode schema) {
    same &= REFUSED.stream().noneMatch(schema::has);
    same &= !schema.has("format") || FORMATS.contains(schema.path("format").asText());
    if (isObject(schema)) {
      closed(schema);
    }
    return schema;
  }

  private static boolean isObject(ObjectNode schema) {
    JsonNode type = schema.path("type");
    boolean listed = false;
    for (JsonNode one : type) {
      listed |= one.asText().equals("object");
    }
    return listed || type.asText().equals("object") || schema.path("properties").isObject();
  }

  private void closed(ObjectNode schema) {
    JsonNode others = schema.path("additionalProperties");
    same &= others.isMissingNode() || others.isBoolean() && !others.booleanValue();
    schema.put("additionalProperties", false);
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    ArrayNode all = Json.array();
    if (schema.get("properties") instanceof ObjectNode properties) {
      for (String name :
          properties.properties().stream().map(java.util.Map.Entry::getKey).toList()) {
        all.add(name);
        if (!required.contains(name)) {
          same &= optionals == Optionals.NULLABLE;
          properties.set(name, nullable(properties.path(name)));
        }
      }
    } else {
      schema.set("properties", Json.object());
    }
    schema.set("required", all);
  }

  private static JsonNode nullable(JsonNode property) {
    if (property instanceof ObjectNode schema
        && schema.path("type").isTextual()
        && !schema.has("enum")
        && !schema.has("const")) {
      String type = schema.path("type").asText();
      schema.set("type", Json.array().add(type).add("null"));
      return schema;
    }
    ObjectNode either = Json.object();
    either.putArray("anyOf").add(property).add(Json.object().put("type", "null"));
    return either;
  }
}
