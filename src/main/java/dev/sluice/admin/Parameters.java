package dev.sluice.admin;

import dev.sluice.base.NearestNames;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters of a question, by name and kind; the first that makes no sense is told. */
final class Parameters {

  private final Map<String, String> values;
  private final Instant now;

  Parameters(Map<String, String> values, List<String> known, Instant now) throws InvalidQuery {
    this.values = values;
    this.now = now;
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        var near = NearestNames.of(name, known, 1);
        throw new InvalidQuery(
            name, "is unknown" + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?"));
      }
    }
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  Optional<Instant> time(String name) throws InvalidQuery {
    String text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.matches("[0-9]{1,6}[smhd]") ? now.minus(span(text)) : Instant.parse(text));
    } catch (DateTimeException e) {
      throw new InvalidQuery(
          name, shown(text) + " (expected: 30m, 24h, 7d or 2026-01-31T12:00:00Z)");
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

  int number(String name, int fallback, int most) throws InvalidQuery {
    String text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    if (text.matches("[0-9]{1,7}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw new InvalidQuery(name, shown(text) + " (expected: 1 to " + most + ")");
  }

  String choice(String name, String fallback, List<String> choices) throws InvalidQuery {
    String text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    if (choices.contains(text)) {
      return text;
    }
    throw new InvalidQuery(name, shown(text) + " (expected: " + String.join(", ", choices) + ")");
  }

  static String shown(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", "?");
    return '"' + (flat.length() > 60 ? flat.substring(0, 60) + "…" : flat) + '"';
  }
}
