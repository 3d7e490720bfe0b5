package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.UpstreamOptions.Schemas;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A JSON Schema in the dialect of an upstream. */
public final class ToolSchema {

  private static final List<String> ALTERNATIVES = List.of("anyOf", "oneOf", "allOf");
  private static final List<String> UNKNOWN_TO_XAI =
      List.of("minLength", "maxLength", "minItems", "maxItems");
  private static final List<String> NOT_AT_THE_ROOT =
      List.of("$id", "not", "enum", "if", "then", "else");
  private static final String OLD_DEFINITIONS = "#/definitions/";

  private ToolSchema() {}

  /** The schema of a tool's input: an object, whatever was written. */
  public static ObjectNode input(ObjectNode schema, Schemas dialect) {
    ObjectNode clean = clean(schema, dialect);
    if (!clean.path("type").isTextual()) {
      clean.put("type", "object");
    }
    if (dialect == Schemas.OPENAI) {
      ALTERNATIVES.forEach(keyword -> flatten(clean, keyword));
      clean.remove(NOT_AT_THE_ROOT);
      clean.put("type", "object");
    }
    if (!clean.path("properties").isObject()) {
      clean.set("properties", Json.object());
    }
    return clean;
  }

  /** The schema in the dialect. */
  public static ObjectNode clean(ObjectNode schema, Schemas dialect) {
    return SchemaWalk.map(schema, each -> dialect(each, dialect));
  }

  /** Whether the upstream takes the schema of an input only when it is made wider. */
  public static boolean widens(ObjectNode schema, Schemas dialect) {
    return dialect == Schemas.OPENAI
        && Stream.of("anyOf", "oneOf", "not", "enum", "if").anyMatch(schema::has);
  }

  private static ObjectNode dialect(ObjectNode schema, Schemas dialect) {
    schema.remove("$schema");
    return switch (dialect) {
      case PLAIN, OPENAI -> schema;
      case XAI -> forXai(schema);
      case MOONSHOT -> forMoonshot(schema);
    };
  }

  private static ObjectNode forXai(ObjectNode schema) {
    schema.remove(UNKNOWN_TO_XAI);
    flatten(schema, "allOf");
    return schema;
  }

  private static ObjectNode forMoonshot(ObjectNode schema) {
    if (schema.get("oneOf") instanceof ArrayNode branches && !schema.has("anyOf")) {
      schema.remove("oneOf");
      schema.set("anyOf", branches);
    }
    if (schema.get("anyOf") instanceof ArrayNode branches && schema.has("type")) {
      JsonNode type = schema.remove("type");
      for (JsonNode branch : branches) {
        if (branch instanceof ObjectNode one && !one.has("type") && !one.has("$ref")) {
          one.set("type", type);
        }
      }
    }
    if (schema.get("definitions") instanceof ObjectNode named && !schema.has("$defs")) {
      schema.remove("definitions");
      schema.set("$defs", named);
    }
    String target = schema.path("$ref").asText();
    if (target.startsWith(OLD_DEFINITIONS)) {
      schema.put("$ref", "#/$defs/" + target.substring(OLD_DEFINITIONS.length()));
    }
    return schema;
  }

  /*
   * Branches of an object are put together: all their properties may be given, and those must be
   * that every branch demands (of anyOf and oneOf), or any (of allOf).
   */
  private static void flatten(ObjectNode schema, String keyword) {
    if (!(schema.get(keyword) instanceof ArrayNode branches)) {
      return;
    }
    schema.remove(keyword);
    boolean all = keyword.equals("allOf");
    ObjectNode properties =
        schema.get("properties") instanceof ObjectNode own ? own : Json.object();
    Set<String> demanded = names(schema);
    Set<String> common = branches.isEmpty() ? Set.of() : names(branches.get(0));
    for (JsonNode branch : branches) {
      branch
          .path("properties")
          .properties()
          .forEach(one -> properties.putIfAbsent(one.getKey(), one.getValue()));
      if (all) {
        demanded.addAll(names(branch));
        branch.properties().stream()
            .filter(member -> !List.of("properties", "required").contains(member.getKey()))
            .forEach(member -> schema.putIfAbsent(member.getKey(), member.getValue()));
      } else {
        common.retainAll(names(branch));
      }
    }
    demanded.addAll(all ? Set.of() : common);
    if (!properties.isEmpty()) {
      schema.set("properties", properties);
    }
    if (!demanded.isEmpty()) {
      demanded.forEach(schema.putArray("required")::add);
    }
  }

  private static Set<String> names(JsonNode schema) {
    Set<String> names = new LinkedHashSet<>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }
}
