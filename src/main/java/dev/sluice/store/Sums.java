package dev.sluice.store;

import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.stats.Figures;
import dev.sluice.ledger.stats.SessionLine;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds what has happened to the tables of sums, in the transaction of the rows themselves. */
final class Sums {

  private static final String PLACES = "at, caller_id, user_id, channel, model";
  private static final String SUMS = "dimension, at, name";
  private static final String TALKS = "at, caller_id, session, agent";
  private static final String SESSION =
      "INSERT INTO sessions (session, caller_id, user_id, first_at, last_at, channel, model, "
          + FigureColumns.ALL
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, "
          + FigureColumns.MARKS
          + ") ON CONFLICT (session, caller_id) DO UPDATE SET"
          + " first_at = CASE WHEN excluded.first_at < sessions.first_at"
          + " THEN excluded.first_at ELSE sessions.first_at END,"
          + " channel = CASE WHEN excluded.last_at >= sessions.last_at"
          + " THEN excluded.channel ELSE sessions.channel END,"
          + " model = CASE WHEN excluded.last_at >= sessions.last_at"
          + " THEN excluded.model ELSE sessions.model END,"
          + " last_at = CASE WHEN excluded.last_at > sessions.last_at"
          + " THEN excluded.last_at ELSE sessions.last_at END, "
          + FigureColumns.added("sessions");

  private Sums() {}

  static void add(Connection connection, Collection<RequestRecord> fresh) throws SQLException {
    Tally tally = Tally.of(fresh);
    places(connection, "usage_hours", tally.places());
    places(connection, "usage_days", days(tally));
    sums(connection, "sum_hours", tally.sums());
    sums(connection, "sum_days", sumDays(tally));
    talks(connection, "session_hours", tally.talks());
    talks(connection, "session_days", talkDays(tally));
    sessions(connection, SessionLine.of(fresh));
  }

  private static Map<Tally.Place, Figures> days(Tally tally) {
    var days = new LinkedHashMap<Tally.Place, Figures>();
    tally
        .places()
        .forEach((at, figures) ->
            days.merge(
                new Tally.Place(day(at.hour()), at.key(), at.user(), at.channel(), at.model()),
                figures,
                Figures::plus));
    return days;
  }

  private static Map<Tally.Sum, Figures> sumDays(Tally tally) {
    var days = new LinkedHashMap<Tally.Sum, Figures>();
    tally
        .sums()
        .forEach((at, figures) ->
            days.merge(
                new Tally.Sum(at.dimension(), day(at.hour()), at.name()), figures, Figures::plus));
    return days;
  }

  private static Map<Tally.Talk, Figures> talkDays(Tally tally) {
    var days = new LinkedHashMap<Tally.Talk, Figures>();
    tally
        .talks()
        .forEach((at, figures) ->
            days.merge(
                new Tally.Talk(day(at.hour()), at.key(), at.session(), at.agent()),
                figures,
                Figures::plus));
    return days;
  }

  private static long day(long hour) {
    return hour - Math.floorMod(hour, Span.DAY);
  }

  private static String upsert(String table, String key) {
    return "INSERT INTO "
        + table
        + " ("
        + key
        + ", "
        + FigureColumns.ALL
        + ") VALUES ("
        + key.replaceAll("[a-z_]+", "?")
        + ", "
        + FigureColumns.MARKS
        + ") ON CONFLICT ("
        + key
        + ") DO UPDATE SET "
        + FigureColumns.added(table);
  }

  private static void places(Connection connection, String table, Map<Tally.Place, Figures> figures)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(upsert(table, PLACES))) {
      for (var each : figures.entrySet()) {
        Tally.Place at = each.getKey();
        row.setLong(1, at.hour());
        row.setString(2, at.key());
        row.setString(3, at.user());
        row.setString(4, at.channel());
        row.setString(5, at.model());
        FigureColumns.bind(row, 6, each.getValue());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  private static void sums(Connection connection, String table, Map<Tally.Sum, Figures> figures)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(upsert(table, SUMS))) {
      for (var each : figures.entrySet()) {
        Tally.Sum at = each.getKey();
        row.setString(1, at.dimension());
        row.setLong(2, at.hour());
        row.setString(3, at.name());
        FigureColumns.bind(row, 4, each.getValue());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  private static void talks(Connection connection, String table, Map<Tally.Talk, Figures> figures)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(upsert(table, TALKS))) {
      for (var each : figures.entrySet()) {
        Tally.Talk at = each.getKey();
        row.setLong(1, at.hour());
        row.setString(2, at.key());
        row.setString(3, at.session());
        row.setString(4, at.agent());
        FigureColumns.bind(row, 5, each.getValue());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  private static void sessions(Connection connection, Collection<SessionLine> lines)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(SESSION)) {
      for (SessionLine line : lines) {
        row.setString(1, line.session());
        row.setString(2, line.key());
        row.setString(3, line.user());
        row.setLong(4, line.first().toEpochMilli());
        row.setLong(5, line.last().toEpochMilli());
        row.setString(6, line.channel());
        row.setString(7, line.model());
        FigureColumns.bind(row, 8, line.figures());
        row.addBatch();
      }
      row.executeBatch();
    }
  }
}
