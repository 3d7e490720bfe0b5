package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.util.Optional;

/**
 * A JSON Schema as Gemini takes it. Only places where a schema stands are looked at: a property
 * that is called like a keyword is a property.
 */
final class GeminiSchema {

  private static final String TYPE = "type";
  private static final String ANY_OF = "anyOf";
  private static final String DEFS = "$defs";
  private static final String REF = "$ref";
  private static final String DEFINITIONS = "#/definitions/";

  private final SchemaDialect dialect;
  private final SchemaReferences references;

  private GeminiSchema(SchemaDialect dialect, ObjectNode root) {
    this.dialect = dialect;
    this.references = new SchemaReferences(root);
  }

  static ObjectNode of(ObjectNode schema, SchemaDialect dialect) {
    return new GeminiSchema(dialect, schema).clean(schema);
  }

  private ObjectNode clean(ObjectNode schema) {
    ObjectNode clean = whole(schema);
    SchemaTypes.settle(clean, dialect);
    return clean;
  }

  /** All that is said in one place, whatever it is spread over. */
  private ObjectNode whole(ObjectNode schema) {
    String reference = schema.path(REF).asText("");
    return reference.isEmpty() || stays(reference) ? own(schema) : inlined(schema, reference);
  }

  private boolean stays(String reference) {
    return dialect.knows(REF)
        && (reference.startsWith("#/$defs/") || reference.startsWith(DEFINITIONS));
  }

  private ObjectNode own(ObjectNode schema) {
    var clean = Json.object();
    for (var keyword : schema.properties()) {
      keep(keyword.getKey(), keyword.getValue(), clean);
    }
    SchemaBounds.inclusive(schema, clean);
    constant(schema, clean);
    for (JsonNode part : schema.path("allOf")) {
      if (part instanceof ObjectNode more) {
        String reference = more.path(REF).asText("");
        SchemaMerge.into(reference.isEmpty() ? own(more) : inlined(more, reference), clean);
      }
    }
    return clean;
  }

  private ObjectNode inlined(ObjectNode schema, String reference) {
    Optional<ObjectNode> named = references.enter(reference);
    if (named.isEmpty()) {
      return SchemaReferences.unresolved(reference);
    }
    ObjectNode beside = schema.deepCopy();
    beside.remove(REF);
    ObjectNode clean = own(beside);
    SchemaMerge.into(whole(named.get()), clean);
    references.leave();
    return clean;
  }

  private void keep(String keyword, JsonNode value, ObjectNode clean) {
    switch (keyword) {
      case "properties" -> clean.set(keyword, named(value));
      case DEFS, "definitions" -> {
        if (dialect.knows(DEFS)) {
          clean.withObjectProperty(DEFS).setAll(named(value));
        }
      }
      case REF -> {
        if (dialect.knows(REF)) {
          clean.put(REF, value.asText().replace(DEFINITIONS, "#/$defs/"));
        }
      }
      case "oneOf", ANY_OF -> choice(value, clean);
      case "items" -> items(value, clean);
      case "prefixItems" -> tuple(value, clean);
      case "additionalProperties" -> {
        if (dialect.knows(keyword)) {
          clean.set(keyword, value instanceof ObjectNode schema ? clean(schema) : value);
        }
      }
      default -> {
        if (dialect.knows(keyword)) {
          clean.set(keyword, value);
        }
      }
    }
  }

  private void choice(JsonNode branches, ObjectNode clean) {
    for (JsonNode branch : branches) {
      boolean nothing = branch.path(TYPE).asText().equals("null");
      if (nothing && dialect.knows("nullable")) {
        clean.put("nullable", true);
      } else {
        clean.withArrayProperty(ANY_OF).add(schema(branch));
      }
    }
  }

  private ObjectNode named(JsonNode schemas) {
    var clean = Json.object();
    for (var each : schemas.properties()) {
      clean.set(each.getKey(), schema(each.getValue()));
    }
    return clean;
  }

  private ArrayNode each(JsonNode schemas) {
    ArrayNode clean = Json.array();
    schemas.forEach(schema -> clean.add(schema(schema)));
    return clean;
  }

  /** {@code true}, {@code false} and nonsense put no constraint. */
  private ObjectNode schema(JsonNode value) {
    return value instanceof ObjectNode schema ? clean(schema) : SchemaTypes.anything(dialect);
  }

  private void items(JsonNode value, ObjectNode clean) {
    if (value.isArray()) {
      tuple(value, clean);
    } else if (!clean.has("items")) {
      clean.set("items", schema(value));
    }
  }

  private void tuple(JsonNode schemas, ObjectNode clean) {
    if (dialect.knows("prefixItems")) {
      clean.set("prefixItems", each(schemas));
      return;
    }
    ArrayNode any = each(schemas);
    if (any.size() == 1) {
      clean.set("items", any.get(0));
    } else if (!any.isEmpty()) {
      clean.putObject("items").set(ANY_OF, any);
    }
  }

  private static void constant(ObjectNode schema, ObjectNode clean) {
    if (schema.has("const")) {
      clean.putArray("enum").add(schema.get("const"));
      String type = SchemaTypes.of(schema.get("const"));
      if (!clean.has(TYPE) && !type.isEmpty()) {
        clean.put(TYPE, type);
      }
    }
  }
}
