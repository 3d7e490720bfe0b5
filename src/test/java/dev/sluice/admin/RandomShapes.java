package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that a schema allows, and values that are nearly so. */
final class RandomShapes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 5;

  /** What people and attackers write where a name is wanted. */
  private static final List<String> TEXTS =
      List.of(
          "a",
          "main",
          "http://127.0.0.1:1",
          "https://h.example/v1",
          "*",
          "claude-*",
          "env:NOT_SET",
          "file:/nowhere",
          "socks5://127.0.0.1:1080",
          "../..",
          "a b",
          "ü\u4f59\ud83d\ude00",
          "\"7\"",
          "7",
          "-1",
          "null",
          "",
          " ",
          "\n",
          "\u0000",
          "'; drop table",
          "<script>",
          "%2f",
          "1e99",
          "x".repeat(300),
          "\ud800");

  private final ApiDocument document;
  private final Random random;

  RandomShapes(ApiDocument document, Random random) {
    this.document = document;
    this.random = random;
  }

  String text() {
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  /** A valid body, or one that is spoilt in one place or more. */
  String spoilt(JsonNode schema) {
    JsonNode value = of(schema, 0);
    if (random.nextInt(3) == 0) {
      return value.toString();
    }
    if (random.nextInt(12) == 0) {
      String text = value.toString();
      return text.substring(0, random.nextInt(text.length()) + 1);
    }
    spoil(value);
    return value.toString();
  }

  private void spoil(JsonNode value) {
    if (value instanceof ObjectNode object) {
      var names = new ArrayList<Map.Entry<String, JsonNode>>(object.properties());
      if (names.isEmpty() || random.nextInt(4) == 0) {
        object.set(TEXTS.get(random.nextInt(TEXTS.size())), anything());
        return;
      }
      var member = names.get(random.nextInt(names.size()));
      if (member.getValue().isContainerNode() && random.nextBoolean()) {
        spoil(member.getValue());
      } else {
        object.set(member.getKey(), anything());
      }
    } else if (value instanceof ArrayNode array) {
      array.insert(0, anything());
    }
  }

  private JsonNode anything() {
    return switch (random.nextInt(8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 -> JSON.numberNode(random.nextDouble());
      case 4 -> JSON.arrayNode().add(1).addNull();
      case 5 -> JSON.objectNode().put("a", 1);
      default -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
    };
  }

  /** A value that the schema allows, as far as words can be found for it. */
  JsonNode of(JsonNode wanted, int depth) {
    JsonNode schema = document.resolve(wanted);
    if (schema.has("enum")) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    JsonNode types = schema.path("type");
    String type =
        types.isArray() ? types.get(random.nextInt(types.size())).asText() : types.asText();
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" -> JSON.numberNode(integer(schema));
      case "number" -> JSON.numberNode(random.nextInt(100) / 10.0);
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> JSON.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
    };
  }

  private long integer(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(1000);
    return random.nextInt(4) == 0 ? most : least + random.nextInt(5);
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    var required = new ArrayList<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(member -> {
          boolean wanted = required.contains(member.getKey());
          if (wanted || (depth < DEEPEST && random.nextInt(4) == 0)) {
            object.set(member.getKey(), of(member.getValue(), depth + 1));
          }
        });
    JsonNode others = schema.path("additionalProperties");
    if (others.isObject() && depth < DEEPEST) {
      object.set(TEXTS.get(random.nextInt(TEXTS.size())), of(others, depth + 1));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    int size = depth < DEEPEST ? random.nextInt(3) : 0;
    for (int i = 0; i < size; i++) {
      array.add(of(schema.path("items"), depth + 1));
    }
    return array;
  }
}
