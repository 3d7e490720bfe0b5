package dev.sluice.store;

import dev.sluice.ledger.price.Charge;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.stats.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attempts that cost something else than was booked, and what that changes in the sums. A sum that
 * is kept no longer is not made again.
 */
final class Corrections {

  private static final String ATTEMPT =
      "UPDATE attempts SET cost = ?, price_revision = ? WHERE request_id = ? AND attempt = ?";
  private static final String REQUEST =
      "UPDATE requests SET cost = (SELECT CASE WHEN count(*) = count(cost) THEN sum(cost) END"
          + " FROM attempts WHERE request_id = requests.id) WHERE id = ?";
  private static final List<String> PLACES =
      List.of("at", "caller_id", "user_id", "channel", "model");
  private static final List<String> ONE_THING = List.of("dimension", "at", "name");
  private static final List<String> TALKS = List.of("caller_id", "session", "at", "agent");
  private static final List<String> AGENTS = List.of("agent", "caller_id", "session");

  /** A row of a table of sums. */
  private record Sum(String table, List<String> key, List<Object> values) {}

  /** What comes on top. */
  private record Difference(long nanos, long unpriced) {
    Difference plus(Difference other) {
      return new Difference(Math.addExact(nanos, other.nanos), unpriced + other.unpriced);
    }
  }

  private record Attempt(String request, int attempt, Cost cost) {}

  private final List<Attempt> attempts = new ArrayList<>();
  private final Set<String> requests = new LinkedHashSet<>();
  private final Map<Sum, Difference> sums = new LinkedHashMap<>();

  void add(StoredCharges.Row row, Cost now) {
    attempts.add(new Attempt(row.request(), row.attempt(), now));
    requests.add(row.request());
    if (row.counted()) {
      Cost before = row.charge().cost();
      var difference =
          new Difference(
              Math.subtractExact(nanos(now), nanos(before)), unpriced(now) - unpriced(before));
      long time = row.charge().time().toEpochMilli();
      at(row, time - Math.floorMod(time, Span.HOUR), "hours", difference);
      at(row, time - Math.floorMod(time, Span.DAY), "days", difference);
      at(row, time - Math.floorMod(time, Span.FORTNIGHT), "fortnights", difference);
      if (!row.session().isEmpty()) {
        long hour = time - Math.floorMod(time, Span.HOUR);
        sum("talk_hours", TALKS, difference, row.caller(), row.session(), hour, row.agent());
        sum("sessions", List.of("session", "caller_id"), difference, row.session(), row.caller());
        if (!row.agent().isEmpty()) {
          sum("agents", AGENTS, difference, row.agent(), row.caller(), row.session());
        }
      }
    }
  }

  private void at(StoredCharges.Row row, long at, String unit, Difference difference) {
    Charge charge = row.charge();
    sum(
        "usage_" + unit,
        PLACES,
        difference,
        at,
        row.caller(),
        row.user(),
        row.channel(),
        charge.model());
    String alone = "sum_" + unit;
    sum(alone, ONE_THING, difference, "total", at, "");
    sum(alone, ONE_THING, difference, "model", at, charge.model());
    sum(alone, ONE_THING, difference, "key", at, row.caller());
    sum(alone, ONE_THING, difference, "user", at, row.user());
    sum(alone, ONE_THING, difference, "channel", at, row.channel());
  }

  private void sum(String table, List<String> key, Difference difference, Object... values) {
    sums.merge(new Sum(table, key, List.of(values)), difference, Difference::plus);
  }

  private static long nanos(Cost cost) {
    return cost instanceof Cost.Priced(var amount, _, _) ? amount.nanos() : 0;
  }

  private static long unpriced(Cost cost) {
    return cost instanceof Cost.Unpriced ? 1 : 0;
  }

  void write(Connection connection) throws SQLException {
    writeAttempts(connection);
    writeRequests(connection);
    Map<String, List<Map.Entry<Sum, Difference>>> tables = new LinkedHashMap<>();
    for (var each : sums.entrySet()) {
      tables.computeIfAbsent(each.getKey().table(), _ -> new ArrayList<>()).add(each);
    }
    for (var rows : tables.values()) {
      writeSums(connection, rows);
    }
  }

  private void writeAttempts(Connection connection) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ATTEMPT)) {
      for (Attempt each : attempts) {
        switch (each.cost()) {
          case Cost.Priced(var amount, var revision, _) -> {
            update.setLong(1, amount.nanos());
            update.setString(2, revision);
          }
          case Cost.Unpriced _ -> {
            update.setNull(1, Types.BIGINT);
            update.setString(2, "");
          }
        }
        update.setString(3, each.request());
        update.setInt(4, each.attempt());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private void writeRequests(Connection connection) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(REQUEST)) {
      for (String each : requests) {
        update.setString(1, each);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void writeSums(Connection connection, List<Map.Entry<Sum, Difference>> rows)
      throws SQLException {
    Sum kind = rows.getFirst().getKey();
    String sql =
        "UPDATE "
            + kind.table()
            + " SET cost = cost + ?, unpriced = unpriced + ? WHERE "
            + String.join(" = ? AND ", kind.key())
            + " = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (var row : rows) {
        update.setLong(1, row.getValue().nanos());
        update.setLong(2, row.getValue().unpriced());
        int at = 3;
        for (Object value : row.getKey().values()) {
          update.setObject(at++, value);
        }
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
