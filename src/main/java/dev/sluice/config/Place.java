package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One value of the document and where it stands. What is wrong with it is collected. */
record Place(JsonNode node, String pointer, Problems problems) {

  private static final int SHOWN = 40;

  /** A JSON pointer one step further down. */
  static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  Optional<String> text() {
    if (!node.isTextual()) {
      return wrong("a string");
    }
    if (node.textValue().isBlank()) {
      problems.add(pointer, "empty (expected: a string)");
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  /** Short text that is printed and compared: no control characters in it. */
  Optional<String> line() {
    Optional<String> text = text();
    if (text.isPresent() && text.get().chars().anyMatch(Character::isISOControl)) {
      problems.add(pointer, "has a control character (expected: one line of text)");
      return Optional.empty();
    }
    return text;
  }

  Optional<Boolean> flag() {
    return node.isBoolean() ? Optional.of(node.booleanValue()) : wrong("true or false");
  }

  Optional<Long> number(long min, long max) {
    if (!node.isIntegralNumber()) {
      return wrong("a whole number");
    }
    if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
      problems.add(pointer, shown() + " (expected: " + min + " to " + max + ")");
      return Optional.empty();
    }
    return Optional.of(node.longValue());
  }

  Optional<BigDecimal> decimal(BigDecimal min, BigDecimal max) {
    if (!node.isNumber()) {
      return wrong("a number");
    }
    BigDecimal value = node.decimalValue();
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      problems.add(pointer, shown() + " (expected: " + min + " to " + max + ")");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** One of a closed set of names, some of which are promised but not built yet. */
  <E> Optional<E> choice(
      Collection<E> choices, Function<E, String> name, Collection<String> notBuilt) {
    Optional<String> text = text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (E choice : choices) {
      if (name.apply(choice).equals(text.get())) {
        return Optional.of(choice);
      }
    }
    List<String> names = choices.stream().map(name).toList();
    String expected = " (expected: " + Wording.oneOf(names);
    if (notBuilt.contains(text.get())) {
      problems.add(pointer, shown() + " is not built yet" + expected + ")");
    } else {
      problems.add(pointer, shown() + expected + "; " + nearestOf(text.get(), names) + ")");
    }
    return Optional.empty();
  }

  private static String nearestOf(String misspelt, List<String> names) {
    String nearest = Problems.nearest(misspelt, names);
    return nearest.startsWith("known") ? "nothing is near" : nearest;
  }

  List<Place> items() {
    if (!node.isArray()) {
      wrong("an array");
      return List.of();
    }
    var items = new ArrayList<Place>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new Place(node.get(i), pointer + "/" + i, problems));
    }
    return items;
  }

  Optional<ObjectNode> object() {
    return node instanceof ObjectNode object ? Optional.of(object) : wrong("an object");
  }

  /** The members of an object whose names are free, such as a map of headers. */
  List<Entry> entries() {
    return object()
        .map(object ->
            object.properties().stream()
                .map(member ->
                    new Entry(
                        member.getKey(),
                        new Place(member.getValue(), below(pointer, member.getKey()), problems)))
                .toList())
        .orElse(List.of());
  }

  record Entry(String name, Place value) {}

  <T> Optional<T> wrong(String expected) {
    problems.add(pointer, kind() + " (expected: " + expected + ")");
    return Optional.empty();
  }

  private String kind() {
    return switch (node.getNodeType()) {
      case STRING -> "a string";
      case NUMBER -> node.isIntegralNumber() ? "a number" : "a number with a fraction";
      case BOOLEAN -> "true or false";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NULL, MISSING, BINARY, POJO -> "null";
    };
  }

  private String shown() {
    String text = node.toString();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
