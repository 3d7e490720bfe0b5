package dev.sluice.admin;

import dev.sluice.ledger.Cursor;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestQuery.Statuses;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a query for requests from parameters; the command line and the API have the same words. */
public final class Asked {

  private static final List<String> NAMES =
      List.of(
          "status", "channel", "model", "session", "error", "key", "user", "since", "until",
          "cursor", "limit");

  private Asked() {}

  /** Fails with {@link InvalidQuery}, which names every parameter that makes no sense. */
  public static RequestQuery of(Map<String, String> asked, InstantSource clock)
      throws InvalidQuery {
    var parameters = new Parameters(asked, NAMES, clock.instant());
    var query =
        new RequestQuery(
            status(parameters),
            parameters.text("channel"),
            parameters.text("model"),
            parameters.text("session"),
            parameters.text("error"),
            parameters.time("since"),
            parameters.time("until"),
            cursor(parameters),
            parameters.number("limit", RequestQuery.USUAL, RequestQuery.MOST),
            parameters.text("key"),
            parameters.text("user"));
    parameters.check();
    return query;
  }

  private static Statuses status(Parameters parameters) {
    String text = parameters.text("status");
    Optional<Statuses> statuses = text.isEmpty() ? Optional.of(Statuses.ANY) : Statuses.parse(text);
    if (statuses.isEmpty()) {
      parameters.wrong("status", Parameters.shown(text) + " (expected: 5xx or 429)");
    }
    return statuses.orElse(Statuses.ANY);
  }

  private static Optional<Cursor> cursor(Parameters parameters) {
    String text = parameters.text("cursor");
    Optional<Cursor> cursor = Cursor.parse(text);
    if (cursor.isEmpty() && !text.isEmpty()) {
      parameters.wrong("cursor", "is none that a page gave as \"next\"");
    }
    return cursor;
  }
}
