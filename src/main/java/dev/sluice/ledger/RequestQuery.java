package dev.sluice.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Which requests are wanted; an empty text wants any.
 *
 * @param model as asked for or as served
 * @param error part of the error's text
 * @param key of this caller
 * @param user of this person
 * @param until exclusive
 * @param before continues after the request that this cursor names
 */
public record RequestQuery(
    Statuses statuses,
    String channel,
    String model,
    String session,
    String error,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<Cursor> before,
    int limit,
    String key,
    String user) {

  public static final int MOST = 500;
  public static final int USUAL = 50;

  /** All there is, newest first. */
  public static final RequestQuery ALL =
      new RequestQuery(
          Statuses.ANY,
          "",
          "",
          "",
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          USUAL);

  /** Of all people. */
  public RequestQuery(
      Statuses statuses,
      String channel,
      String model,
      String session,
      String error,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<Cursor> before,
      int limit,
      String key) {
    this(statuses, channel, model, session, error, since, until, before, limit, key, "");
  }

  /** Of all callers. */
  public RequestQuery(
      Statuses statuses,
      String channel,
      String model,
      String session,
      String error,
      Optional<Instant> since,
      Optional<Instant> until,
      Optional<Cursor> before,
      int limit) {
    this(statuses, channel, model, session, error, since, until, before, limit, "");
  }

  public RequestQuery {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MOST + ")");
    }
  }

  /** Inclusive bounds of a status. */
  public record Statuses(int least, int most) {

    public static final Statuses ANY = new Statuses(0, 999);

    /** Reads {@code 5xx} or {@code 429}. */
    public static Optional<Statuses> parse(String text) {
      if (text.matches("[1-5]xx")) {
        int hundred = (text.charAt(0) - '0') * 100;
        return Optional.of(new Statuses(hundred, hundred + 99));
      }
      if (text.matches("[1-5][0-9][0-9]|0")) {
        int exact = Integer.parseInt(text);
        return Optional.of(new Statuses(exact, exact));
      }
      return Optional.empty();
    }
  }

  public RequestQuery since(Instant from) {
    return new RequestQuery(
        statuses,
        channel,
        model,
        session,
        error,
        Optional.of(from),
        until,
        before,
        limit,
        key,
        user);
  }

  public RequestQuery before(Optional<Cursor> cursor) {
    return new RequestQuery(
        statuses, channel, model, session, error, since, until, cursor, limit, key, user);
  }
}
