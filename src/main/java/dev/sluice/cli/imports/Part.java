package dev.sluice.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value of a foreign configuration and where it stands; what has the wrong kind is refused. */
record Part(JsonNode node, String pointer) {

  private static final int SHOWN = 80;

  static Part of(ObjectNode root) {
    return new Part(root, "");
  }

  /** One line, not too long, for people. */
  static String line(String text) {
    String flat = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?");
    return flat.length() > SHOWN * 3 ? flat.substring(0, SHOWN * 3) + "..." : flat;
  }

  static InvalidConfiguration refused(String pointer, String why) {
    return new InvalidConfiguration(List.of(new Problem(line(pointer), why)));
  }

  boolean absent() {
    return node.isMissingNode() || node.isNull();
  }

  /** A member; one that is not there is {@link #absent}. */
  Part get(String name) throws InvalidConfiguration {
    if (absent()) {
      return new Part(MissingNode.getInstance(), below(name));
    }
    return new Part(object().path(name), below(name));
  }

  private String below(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  ObjectNode object() throws InvalidConfiguration {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw wrong("an object");
  }

  /** The items of an array; absent: none. */
  List<Part> items() throws InvalidConfiguration {
    var items = new ArrayList<Part>();
    if (absent()) {
      return items;
    }
    if (!node.isArray()) {
      throw wrong("an array");
    }
    for (int i = 0; i < node.size(); i++) {
      items.add(new Part(node.get(i), pointer + "/" + i));
    }
    return items;
  }

  /** The members of an object by their names; absent: none. */
  List<Member> members() throws InvalidConfiguration {
    var members = new ArrayList<Member>();
    if (!absent()) {
      object()
          .properties()
          .forEach(each ->
              members.add(
                  new Member(each.getKey(), new Part(each.getValue(), below(each.getKey())))));
    }
    return members;
  }

  record Member(String name, Part value) {}

  /** Text that is not blank; absent or blank: empty. */
  Optional<String> text() throws InvalidConfiguration {
    if (absent()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw wrong("a string");
    }
    return Optional.of(node.textValue().strip()).filter(text -> !text.isEmpty());
  }

  /** A whole number; absent: empty. */
  Optional<Integer> number() throws InvalidConfiguration {
    if (absent()) {
      return Optional.empty();
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong("a whole number");
    }
    return Optional.of(node.intValue());
  }

  boolean flag() throws InvalidConfiguration {
    if (absent()) {
      return false;
    }
    if (!node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  private InvalidConfiguration wrong(String expected) {
    String kind =
        switch (node.getNodeType()) {
          case STRING -> "a string";
          case NUMBER -> "a number";
          case BOOLEAN -> "true or false";
          case OBJECT -> "an object";
          case ARRAY -> "an array";
          case NULL, MISSING, BINARY, POJO -> "null";
        };
    return refused(pointer, kind + " (expected: " + expected + ")");
  }
}
