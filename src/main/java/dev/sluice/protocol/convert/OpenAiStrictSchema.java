package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.protocol.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schema that OpenAI holds a model to by force: every object closed, every property required. A
 * schema that would mean something else in that form has none. Only keywords are looked at; the
 * names of properties may be anything.
 */
public final class OpenAiStrictSchema {

  private static final int DEEPEST = 10;
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";
  private static final String ADDITIONAL = "additionalProperties";
  private static final String ANY_OF = "anyOf";
  private static final String TYPE = "type";

  private static final Set<String> KEPT =
      Set.of(
          TYPE,
          "title",
          "description",
          "enum",
          "const",
          "$ref",
          "pattern",
          "format",
          "multipleOf",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minItems",
          "maxItems",
          REQUIRED,
          ADDITIONAL);
  private static final Set<String> NEEDLESS =
      Set.of("$schema", "$id", "$comment", "examples", "default");
  private static final Set<String> FORMATS =
      Set.of("date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

  /** That there is no strict form. */
  private static final class Loose extends Exception {
    private static final long serialVersionUID = 1;

    Loose() {
      super(null, null, false, false);
    }
  }

  private final boolean nullable;

  private OpenAiStrictSchema(boolean nullable) {
    this.nullable = nullable;
  }

  /** For whoever takes {@code null} as well as nothing: what is optional may be null. */
  public static Optional<ObjectNode> allowingNull(ObjectNode schema) {
    return new OpenAiStrictSchema(true).root(schema);
  }

  /** For tools, which may mind a {@code null}: nothing may be optional. */
  public static Optional<ObjectNode> asItIs(ObjectNode schema) {
    return new OpenAiStrictSchema(false).root(schema);
  }

  private Optional<ObjectNode> root(ObjectNode schema) {
    try {
      if (schema.has(ANY_OF) || !schema.path(TYPE).asText().equals("object")) {
        return Optional.empty();
      }
      return Optional.of(schema(schema, 0));
    } catch (Loose e) {
      return Optional.empty();
    }
  }

  private ObjectNode schema(JsonNode schema, int depth) throws Loose {
    if (!schema.isObject() || depth > DEEPEST) {
      throw new Loose();
    }
    var strict = Json.object();
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      keyword(keyword.getKey(), keyword.getValue(), strict, depth);
    }
    if (isObject(schema)) {
      close(schema, strict);
    }
    return strict;
  }

  private void keyword(String name, JsonNode value, ObjectNode strict, int depth) throws Loose {
    switch (name) {
      case PROPERTIES, "$defs", "definitions" -> strict.set(name, named(value, depth));
      case "items" -> strict.set(name, schema(value, depth + 1));
      case ANY_OF -> {
        var choices = strict.putArray(name);
        for (JsonNode choice : value) {
          choices.add(schema(choice, depth + 1));
        }
      }
      case "format" -> {
        if (!FORMATS.contains(value.asText())) {
          throw new Loose();
        }
        strict.set(name, value);
      }
      default -> {
        if (!KEPT.contains(name) && !NEEDLESS.contains(name)) {
          throw new Loose();
        }
        if (KEPT.contains(name)) {
          strict.set(name, value);
        }
      }
    }
  }

  private ObjectNode named(JsonNode schemas, int depth) throws Loose {
    var strict = Json.object();
    for (Map.Entry<String, JsonNode> each : schemas.properties()) {
      strict.set(each.getKey(), schema(each.getValue(), depth + 1));
    }
    return strict;
  }

  private static boolean isObject(JsonNode schema) {
    JsonNode type = schema.path(TYPE);
    return type.asText().equals("object") || contains(type, "object") || schema.has(PROPERTIES);
  }

  private void close(JsonNode schema, ObjectNode strict) throws Loose {
    JsonNode more = schema.path(ADDITIONAL);
    if (!more.isMissingNode() && !(more.isBoolean() && !more.booleanValue())) {
      throw new Loose();
    }
    var required = new HashSet<String>();
    schema.path(REQUIRED).forEach(name -> required.add(name.asText()));
    ObjectNode properties =
        strict.get(PROPERTIES) instanceof ObjectNode found ? found : strict.putObject(PROPERTIES);
    ArrayNode all = Json.array();
    for (Map.Entry<String, JsonNode> each : properties.properties()) {
      all.add(each.getKey());
      if (!required.contains(each.getKey())) {
        each.setValue(orNull(each.getValue()));
      }
    }
    strict.set(REQUIRED, all);
    strict.put(ADDITIONAL, false);
  }

  private JsonNode orNull(JsonNode property) throws Loose {
    if (!nullable || !(property instanceof ObjectNode object)) {
      throw new Loose();
    }
    JsonNode type = object.path(TYPE);
    boolean simple = type.isTextual() && !object.has("enum") && !object.has("const");
    if (simple) {
      object.putArray(TYPE).add(type).add("null");
      return object;
    }
    if (type.isArray() && contains(type, "null")) {
      return object;
    }
    var either = Json.object();
    either.putArray(ANY_OF).add(object).add(Json.object().put(TYPE, "null"));
    return either;
  }

  private static boolean contains(JsonNode array, String text) {
    for (JsonNode each : array) {
      if (each.equals(TextNode.valueOf(text))) {
        return true;
      }
    }
    return false;
  }
}
