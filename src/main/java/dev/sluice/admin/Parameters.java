package dev.sluice.admin;

import dev.sluice.base.NearestNames;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters of a question, by name and kind. What makes no sense is gathered and told by {@link
 * #check}; until then the usual value stands in its place.
 */
final class Parameters {

  private final Map<String, String> values;
  private final Instant now;
  private final List<FieldProblem.Parameter> problems = new ArrayList<>();

  Parameters(Map<String, String> values, List<String> known, Instant now) {
    this.values = values;
    this.now = now;
    values.keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> unknown(name, known));
  }

  private void unknown(String name, List<String> known) {
    var near = NearestNames.of(name, known, 1);
    wrong(
        shortened(name),
        "is unknown" + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?"));
  }

  void wrong(String name, String why) {
    problems.add(new FieldProblem.Parameter(name, why));
  }

  /** Fails with all that makes no sense, if anything does not. */
  void check() throws InvalidQuery {
    if (!problems.isEmpty()) {
      throw new InvalidQuery(problems);
    }
  }

  Instant now() {
    return now;
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  Optional<Instant> time(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.matches("[0-9]{1,6}[smhd]") ? now.minus(span(text)) : Instant.parse(text));
    } catch (DateTimeException e) {
      wrong(name, shown(text) + " (expected: 30m, 24h, 7d or 2026-01-31T12:00:00Z)");
      return Optional.empty();
    }
  }

  private static Duration span(String text) {
    long count = Long.parseLong(text, 0, text.length() - 1, 10);
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  int number(String name, int usual, int most) {
    String text = text(name);
    if (text.isEmpty()) {
      return usual;
    }
    int number = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > most) {
      wrong(name, shown(text) + " (expected: 1 to " + most + ")");
      return usual;
    }
    return number;
  }

  String choice(String name, String usual, List<String> choices) {
    String text = text(name);
    if (text.isEmpty() || choices.contains(text)) {
      return text.isEmpty() ? usual : text;
    }
    wrong(name, shown(text) + " (expected: " + String.join(", ", choices) + ")");
    return usual;
  }

  static String shown(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String shortened(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", "?");
    return flat.length() > 60 ? flat.substring(0, 60) + "…" : flat;
  }
}
