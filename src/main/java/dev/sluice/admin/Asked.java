package dev.sluice.admin;

import dev.sluice.base.NearestNames;
import dev.sluice.ledger.Cursor;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestQuery.Statuses;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a query for requests from parameters; the command line and the API have the same words. */
public final class Asked {

  private static final List<String> NAMES =
      List.of(
          "status", "channel", "model", "session", "error", "since", "until", "cursor", "limit");

  private final Map<String, String> parameters;
  private final InstantSource clock;
  private final List<FieldProblem.Parameter> problems = new ArrayList<>();

  private Asked(Map<String, String> parameters, InstantSource clock) {
    this.parameters = parameters;
    this.clock = clock;
  }

  /** Fails with {@link InvalidQuery}, which names every parameter that makes no sense. */
  public static RequestQuery of(Map<String, String> parameters, InstantSource clock)
      throws InvalidQuery {
    return new Asked(parameters, clock).read();
  }

  private RequestQuery read() throws InvalidQuery {
    parameters.keySet().stream().sorted().forEach(this::refuseUnknown);
    var query =
        new RequestQuery(
            status(),
            text("channel"),
            text("model"),
            text("session"),
            text("error"),
            time("since"),
            time("until"),
            cursor(),
            limit());
    if (!problems.isEmpty()) {
      throw new InvalidQuery(problems);
    }
    return query;
  }

  private void refuseUnknown(String name) {
    if (!NAMES.contains(name)) {
      var near = NearestNames.of(name, NAMES, 1);
      wrong(
          shortened(name),
          "is unknown" + (near.isEmpty() ? "" : "; did you mean " + near.getFirst() + "?"));
    }
  }

  private void wrong(String name, String why) {
    problems.add(new FieldProblem.Parameter(name, why));
  }

  private String text(String name) {
    return parameters.getOrDefault(name, "");
  }

  private Statuses status() {
    String text = text("status");
    Optional<Statuses> statuses = text.isEmpty() ? Optional.of(Statuses.ANY) : Statuses.parse(text);
    if (statuses.isEmpty()) {
      wrong("status", shown(text) + " (expected: 5xx or 429)");
    }
    return statuses.orElse(Statuses.ANY);
  }

  private Optional<Instant> time(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.matches("[0-9]{1,6}[smhd]")
              ? clock.instant().minus(span(text))
              : Instant.parse(text));
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

  private Optional<Cursor> cursor() {
    String text = text("cursor");
    Optional<Cursor> cursor = Cursor.parse(text);
    if (cursor.isEmpty() && !text.isEmpty()) {
      wrong("cursor", "is none that a page gave as \"next\"");
    }
    return cursor;
  }

  private int limit() {
    String text = text("limit");
    if (text.isEmpty()) {
      return RequestQuery.USUAL;
    }
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > RequestQuery.MOST) {
      wrong("limit", shown(text) + " (expected: 1 to " + RequestQuery.MOST + ")");
      return RequestQuery.USUAL;
    }
    return limit;
  }

  private static String shown(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String shortened(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", "?");
    return flat.length() > 60 ? flat.substring(0, 60) + "…" : flat;
  }
}
