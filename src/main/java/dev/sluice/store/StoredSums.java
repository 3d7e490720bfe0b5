package dev.sluice.store;

import dev.sluice.ledger.OldSums;
import dev.sluice.ledger.stats.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** Forgets sums, an hour or a day at a time. */
public final class StoredSums implements OldSums {

  private static final String ONE_THING =
      "dimension IN ('total', 'model', 'key', 'user', 'channel')";
  private static final String OLD_SESSIONS =
      "SELECT caller_id, session FROM sessions WHERE last_at < ? ORDER BY last_at LIMIT ?";
  private static final String OLD_AGENTS =
      "SELECT agent, caller_id, session FROM agents WHERE last_at < ? ORDER BY last_at LIMIT ?";

  private final Database database;

  public StoredSums(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Integer> deleteHour(Instant before) {
    return database.write(connection -> oldest(connection, "hours", before.toEpochMilli()));
  }

  @Override
  public CompletionStage<Integer> deleteDay(Instant before) {
    long millis = before.toEpochMilli();
    return database.write(connection ->
        oldest(connection, "days", millis)
            + oldest(connection, "fortnights", millis - Span.FORTNIGHT));
  }

  private static int oldest(Connection connection, String unit, long before) throws SQLException {
    String find = "SELECT min(at) FROM sum_" + unit + " WHERE dimension = 'total' AND at < ?";
    try (var select = connection.prepareStatement(find)) {
      select.setLong(1, before);
      try (var rows = select.executeQuery()) {
        long at = rows.next() ? rows.getLong(1) : 0;
        if (at == 0) {
          return 0;
        }
        return delete(connection, "usage_" + unit + " WHERE at = ?", at)
            + delete(connection, "sum_" + unit + " WHERE " + ONE_THING + " AND at = ?", at);
      }
    }
  }

  @Override
  public CompletionStage<Integer> deleteSessions(Instant before, int most) {
    long millis = before.toEpochMilli();
    return database.write(connection -> {
      delete(
          connection,
          "talk_hours WHERE (caller_id, session) IN (" + OLD_SESSIONS + ")",
          millis,
          most);
      return delete(
              connection,
              "agents WHERE (agent, caller_id, session) IN (" + OLD_AGENTS + ")",
              millis,
              most)
          + delete(
              connection,
              "sessions WHERE (caller_id, session) IN (" + OLD_SESSIONS + ")",
              millis,
              most);
    });
  }

  private static int delete(Connection connection, String what, long... values)
      throws SQLException {
    try (var delete = connection.prepareStatement("DELETE FROM " + what)) {
      for (int i = 0; i < values.length; i++) {
        delete.setLong(i + 1, values[i]);
      }
      return delete.executeUpdate();
    }
  }
}
