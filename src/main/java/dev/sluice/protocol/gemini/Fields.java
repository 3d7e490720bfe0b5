package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Losses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The members of one object of a request, spelt in camel or snake case, and which of them nobody
 * has asked for. A member that is null is not there.
 */
final class Fields {

  private final String pointer;
  private final ObjectNode json;
  private final Map<String, String> spelt = new LinkedHashMap<>();

  Fields(String pointer, ObjectNode json) {
    this.pointer = pointer;
    this.json = json;
    for (var member : json.properties()) {
      if (!member.getValue().isNull()) {
        spelt.putIfAbsent(camel(member.getKey()), member.getKey());
      }
    }
  }

  /** The fields of an element that must be an object. */
  static Fields of(String pointer, JsonNode node) throws MalformedRequest {
    if (node instanceof ObjectNode object) {
      return new Fields(pointer, object);
    }
    throw malformed(pointer, "is " + kind(node) + "; send an object");
  }

  private static String camel(String name) {
    var camel = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter == '_') {
        upper = !camel.isEmpty();
      } else {
        camel.append(upper ? Character.toUpperCase(letter) : letter);
        upper = false;
      }
    }
    return camel.toString();
  }

  String pointer() {
    return pointer;
  }

  ObjectNode json() {
    return json;
  }

  boolean has(String name) {
    return spelt.containsKey(name);
  }

  /** The member, which is then no longer unread. */
  Optional<JsonNode> take(String name) {
    return Optional.ofNullable(spelt.remove(name)).map(json::get);
  }

  Optional<Fields> object(String name) throws MalformedRequest {
    Optional<JsonNode> node = take(name);
    return node.isEmpty() ? Optional.empty() : Optional.of(of(pointer + "/" + name, node.get()));
  }

  Optional<ArrayNode> array(String name) throws MalformedRequest {
    Optional<JsonNode> node = take(name);
    if (node.isPresent() && !node.get().isArray()) {
      throw wrong(name, node.get(), "an array");
    }
    return node.map(ArrayNode.class::cast);
  }

  Optional<String> text(String name) throws MalformedRequest {
    Optional<JsonNode> node = take(name);
    if (node.isPresent() && !node.get().isTextual()) {
      throw wrong(name, node.get(), "a string");
    }
    return node.map(JsonNode::textValue);
  }

  OptionalDouble number(String name) throws MalformedRequest {
    Optional<JsonNode> node = take(name);
    if (node.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!node.get().isNumber()) {
      throw wrong(name, node.get(), "a number");
    }
    return OptionalDouble.of(node.get().doubleValue());
  }

  /** A whole number, also as a string, as protocol buffers allow. */
  OptionalLong whole(String name) throws MalformedRequest {
    Optional<JsonNode> node = take(name);
    if (node.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      JsonNode value = node.get();
      if (value.isTextual()) {
        return OptionalLong.of(Long.parseLong(value.textValue()));
      }
      double number = value.doubleValue();
      if (value.isNumber() && value.canConvertToLong() && number == Math.rint(number)) {
        return OptionalLong.of(value.longValue());
      }
    } catch (NumberFormatException e) {
      throw wrong(name, node.get(), "a whole number");
    }
    throw wrong(name, node.get(), "a whole number");
  }

  Optional<Boolean> flag(String name) throws MalformedRequest {
    Optional<JsonNode> node = take(name);
    if (node.isPresent() && !node.get().isBoolean()) {
      throw wrong(name, node.get(), "true or false");
    }
    return node.map(JsonNode::booleanValue);
  }

  /** Warns of what nobody has asked for. */
  void warn(Losses losses) {
    spelt
        .keySet()
        .forEach(name ->
            losses.degraded(path(pointer + "/" + name), "is not understood by other protocols"));
  }

  MalformedRequest malformed(String name, String problem, String fix) {
    return malformed(pointer + "/" + name, problem + "; " + fix);
  }

  private MalformedRequest wrong(String name, JsonNode node, String wanted) {
    return malformed(name, "is " + kind(node), "send " + wanted);
  }

  static MalformedRequest malformed(String pointer, String told) {
    return new MalformedRequest(pointer, path(pointer) + ": " + told);
  }

  /** {@code contents[0].parts[1]} for {@code /contents/0/parts/1}. */
  static String path(String pointer) {
    return pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.').replaceFirst("^\\.", "");
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "an array";
      case OBJECT, POJO -> "an object";
      case NULL, MISSING, BINARY -> "null";
    };
  }
}
