package dev.sluice.admin;

import dev.sluice.base.NearestNames;
import dev.sluice.ledger.Cursor;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestQuery.Statuses;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a query for requests from parameters; the command line and the API have the same words. */
public final class Asked {

  private static final List<String> NAMES =
      List.of(
          "status", "channel", "model", "session", "error", "key", "since", "until", "cursor",
          "limit");

  private Asked() {}

  /** Fails with {@link InvalidQuery} at the first parameter that makes no sense. */
  public static RequestQuery of(Map<String, String> parameters, InstantSource clock)
      throws InvalidQuery {
    for (String name : parameters.keySet()) {
      if (!NAMES.contains(name)) {
        var near = NearestNames.of(name, NAMES, 1);
        throw new InvalidQuery(
            name, "is unknown" + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?"));
      }
    }
    return new RequestQuery(
        status(parameters.getOrDefault("status", "")),
        parameters.getOrDefault("channel", ""),
        parameters.getOrDefault("model", ""),
        parameters.getOrDefault("session", ""),
        parameters.getOrDefault("error", ""),
        time("since", parameters, clock),
        time("until", parameters, clock),
        cursor(parameters.getOrDefault("cursor", "")),
        limit(parameters.getOrDefault("limit", "")),
        parameters.getOrDefault("key", ""));
  }

  private static Statuses status(String text) throws InvalidQuery {
    if (text.isEmpty()) {
      return Statuses.ANY;
    }
    return Statuses.parse(text)
        .orElseThrow(() -> new InvalidQuery("status", shown(text) + " (expected: 5xx or 429)"));
  }

  private static Optional<Instant> time(
      String name, Map<String, String> parameters, InstantSource clock) throws InvalidQuery {
    String text = parameters.getOrDefault(name, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.matches("[0-9]{1,6}[smhd]")
              ? clock.instant().minus(span(text))
              : Instant.parse(text));
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

  private static Optional<Cursor> cursor(String text) throws InvalidQuery {
    Optional<Cursor> cursor = Cursor.parse(text);
    if (cursor.isEmpty() && !text.isEmpty()) {
      throw new InvalidQuery("cursor", "is none that a page gave as \"next\"");
    }
    return cursor;
  }

  private static int limit(String text) throws InvalidQuery {
    if (text.isEmpty()) {
      return RequestQuery.USUAL;
    }
    if (text.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= RequestQuery.MOST) {
        return limit;
      }
    }
    throw new InvalidQuery("limit", shown(text) + " (expected: 1 to " + RequestQuery.MOST + ")");
  }

  private static String shown(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", "?");
    return '"' + (flat.length() > 60 ? flat.substring(0, 60) + "…" : flat) + '"';
  }
}
