package dev.sluice.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.base.Money;
import dev.sluice.base.NearestNames;
import dev.sluice.config.Problem;
import dev.sluice.limit.Limits;
import dev.sluice.limit.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the members of a body and collects what is wrong with each. */
final class Fields {

  private static final int LONGEST = 200;
  private static final int MOST = 100;
  private static final int SHOWN = 40;

  private final JsonNode node;
  private final String at;
  private final List<Problem> problems;

  Fields(JsonNode node, String at, List<Problem> problems) {
    this.node = node;
    this.at = at;
    this.problems = problems;
  }

  /** Names members that there are not. */
  Fields only(String... known) {
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!Arrays.asList(known).contains(name)) {
            List<String> near = NearestNames.of(name, List.of(known), 1);
            problem(
                name,
                "unknown" + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?"));
          }
        });
    return this;
  }

  void problem(String name, String message) {
    problems.add(new Problem(at + "/" + name, message));
  }

  private JsonNode member(String name) {
    return node.path(name);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    String text = member(name).asText().strip();
    boolean fits = member(name).isTextual() && !text.isEmpty() && text.length() <= LONGEST;
    if (!fits || text.chars().anyMatch(Character::isISOControl)) {
      problem(name, "is no line of text (expected: 1 to " + LONGEST + " characters)");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  boolean flag(String name, boolean absent) {
    if (has(name) && !member(name).isBoolean()) {
      problem(name, shown(member(name)) + " (expected: true or false)");
    }
    return member(name).asBoolean(absent);
  }

  Optional<Long> count(String name, long most) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = member(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < 1
        || value.asLong() > most) {
      problem(name, shown(value) + " (expected: a whole number from 1 to " + most + ")");
      return Optional.empty();
    }
    return Optional.of(value.asLong());
  }

  List<String> texts(String name) {
    JsonNode list = member(name);
    if (!has(name)) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    if (!list.isArray() || list.size() > MOST) {
      problem(name, "is no list (expected: a list of at most " + MOST + " texts)");
      return List.of();
    }
    for (int i = 0; i < list.size(); i++) {
      int place = i;
      new Fields(list, at + "/" + name, problems).element(place).ifPresent(texts::add);
    }
    return texts;
  }

  private Optional<String> element(int place) {
    JsonNode value = node.path(place);
    String text = value.asText().strip();
    if (!value.isTextual() || text.isEmpty() || text.length() > LONGEST) {
      problem(String.valueOf(place), shown(value) + " (expected: 1 to " + LONGEST + " characters)");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** Texts of which each stands for a value. */
  <T> List<T> values(String name, Function<String, Optional<T>> meaning, String expected) {
    var values = new ArrayList<T>();
    List<String> texts = texts(name);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Optional<T> value = meaning.apply(text);
      if (value.isEmpty()) {
        problem(name + "/" + i, quoted(text) + " (expected: " + expected + ")");
      }
      value.ifPresent(values::add);
    }
    return values;
  }

  <T> Optional<T> value(String name, Function<String, Optional<T>> meaning, String expected) {
    Optional<String> text = text(name);
    Optional<T> value = text.flatMap(meaning);
    if (text.isPresent() && value.isEmpty()) {
      problem(name, quoted(text.get()) + " (expected: " + expected + ")");
    }
    return value;
  }

  Limits limits() {
    return new Limits(
        budgets(),
        count("rpm", 1_000_000).map(Long::intValue),
        count("tpm", 1_000_000_000_000L),
        count("concurrent", 100_000).map(Long::intValue),
        count("sessions", 100_000).map(Long::intValue));
  }

  private Map<Window, Money> budgets() {
    var budgets = new EnumMap<Window, Money>(Window.class);
    JsonNode all = member("budgets");
    if (has("budgets") && !all.isObject()) {
      problem("budgets", "is no object (expected: amounts by " + windows() + ")");
    }
    for (var entry : all.properties()) {
      String name = "budgets/" + entry.getKey();
      Optional<Window> window = Window.of(entry.getKey());
      Optional<Money> amount = amount(entry.getValue());
      if (window.isEmpty()) {
        problem(name, "unknown (expected: " + windows() + ")");
      } else if (!entry.getValue().isNull() && amount.isEmpty()) {
        problem(name, shown(entry.getValue()) + " (expected: US dollars above 0 such as \"1.50\")");
      } else {
        amount.ifPresent(money -> budgets.put(window.get(), money));
      }
    }
    return budgets;
  }

  private static Optional<Money> amount(JsonNode value) {
    try {
      return value.isTextual() || value.isNumber()
          ? Optional.of(
                  Money.parse(
                      value.isNumber() ? value.decimalValue().toPlainString() : value.asText()))
              .filter(money -> money.nanos() > 0)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String windows() {
    return Arrays.stream(Window.values()).map(Window::id).collect(Collectors.joining(", "));
  }

  static String listed(Collection<String> names) {
    return String.join(", ", names);
  }

  private static String shown(JsonNode value) {
    return value.isContainerNode()
        ? "a " + (value.isArray() ? "list" : "object")
        : quoted(value.asText());
  }

  private static String quoted(String text) {
    String one = text.replaceAll("\\p{Cntrl}", "?");
    return '"' + (one.length() > SHOWN ? one.substring(0, SHOWN) + "…" : one) + '"';
  }
}
