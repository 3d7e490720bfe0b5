package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.util.List;
import java.util.Set;

/**
 * The schema of a function's input as OpenAI takes it: an object, and no choice between schemas at
 * its root. Below the root everything stays.
 */
final class ToolSchema {

  private static final String TYPE = "type";
  private static final String PROPERTIES = "properties";
  private static final List<String> CHOICES = List.of("allOf", "anyOf", "oneOf");
  private static final Set<String> LEFT_OUT =
      Set.of("$schema", "$id", "allOf", "anyOf", "oneOf", "not", "enum", "if", "then", "else");

  private ToolSchema() {}

  static ObjectNode of(ObjectNode schema) {
    var clean = Json.object();
    schema.properties().stream()
        .filter(member -> !LEFT_OUT.contains(member.getKey()))
        .forEach(member -> clean.set(member.getKey(), member.getValue()));
    clean.put(TYPE, "object");
    ObjectNode properties = Json.object();
    CHOICES.forEach(name -> schema.path(name).forEach(choice -> merge(choice, properties)));
    merge(schema, properties);
    clean.set(PROPERTIES, properties);
    return clean;
  }

  private static void merge(JsonNode from, ObjectNode properties) {
    from.path(PROPERTIES)
        .properties()
        .forEach(member -> properties.set(member.getKey(), member.getValue()));
  }
}
