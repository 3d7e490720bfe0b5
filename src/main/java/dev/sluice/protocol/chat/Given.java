package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.MalformedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A value of a caller's request and where it stands. */
record Given(String pointer, JsonNode node) {

  /** The member of an object; empty when it is absent or null. */
  Optional<Given> member(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(at(name, value));
  }

  private Given at(String name, JsonNode value) {
    return new Given(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), value);
  }

  Given required(String name, String expected) throws MalformedRequest {
    Optional<Given> found = member(name);
    if (found.isEmpty()) {
      throw at(name, node).malformed("is missing", expected);
    }
    return found.get();
  }

  MalformedRequest malformed(String what, String send) {
    String name = pointer.isEmpty() ? "The body" : pointer.substring(1).replace('/', '.');
    return new MalformedRequest(pointer, name + ": " + what + "; send " + send);
  }

  private MalformedRequest wrong(String expected) {
    return malformed("is " + kind(), expected);
  }

  private String kind() {
    return switch (node.getNodeType()) {
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NULL, MISSING, BINARY, POJO -> "null";
    };
  }

  String text() throws MalformedRequest {
    if (!node.isTextual()) {
      throw wrong("a string");
    }
    return node.textValue();
  }

  boolean flag() throws MalformedRequest {
    if (!node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  long whole(long least) throws MalformedRequest {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("a whole number");
    }
    if (node.longValue() < least) {
      throw malformed("is " + node, "a whole number, " + least + " or more");
    }
    return node.longValue();
  }

  double number(double least, double most) throws MalformedRequest {
    if (!node.isNumber()) {
      throw wrong("a number");
    }
    double value = node.doubleValue();
    if (!(value >= least && value <= most)) {
      throw malformed("is " + node, "a number from " + (long) least + " to " + (long) most);
    }
    return value;
  }

  ObjectNode object() throws MalformedRequest {
    if (!(node instanceof ObjectNode object)) {
      throw wrong("an object");
    }
    return object;
  }

  List<Given> items() throws MalformedRequest {
    if (!node.isArray()) {
      throw wrong("an array");
    }
    var items = new ArrayList<Given>();
    for (int i = 0; i < node.size(); i++) {
      items.add(at(String.valueOf(i), node.get(i)));
    }
    return items;
  }

  String text(String name) throws MalformedRequest {
    return required(name, "a string").text();
  }

  String text(String name, String fallback) throws MalformedRequest {
    Optional<Given> found = member(name);
    return found.isPresent() ? found.get().text() : fallback;
  }

  boolean flag(String name, boolean fallback) throws MalformedRequest {
    Optional<Given> found = member(name);
    return found.isPresent() ? found.get().flag() : fallback;
  }

  OptionalLong whole(String name, long least) throws MalformedRequest {
    Optional<Given> found = member(name);
    return found.isPresent() ? OptionalLong.of(found.get().whole(least)) : OptionalLong.empty();
  }

  OptionalDouble number(String name, double least, double most) throws MalformedRequest {
    Optional<Given> found = member(name);
    return found.isPresent()
        ? OptionalDouble.of(found.get().number(least, most))
        : OptionalDouble.empty();
  }

  List<Given> items(String name) throws MalformedRequest {
    Optional<Given> found = member(name);
    return found.isPresent() ? found.get().items() : List.of();
  }
}
