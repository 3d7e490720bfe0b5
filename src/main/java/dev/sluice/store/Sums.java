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
  private static final String TALKS = "caller_id, session, at, agent";
  private static final String AGENT =
      "INSERT INTO agents (agent, caller_id, session, first_at, last_at, "
          + FigureColumns.ALL
          + ") VALUES (?, ?, ?, ?, ?, "
          + FigureColumns.MARKS
          + ") ON CONFLICT (agent, caller_id, session) DO UPDATE SET"
          + " first_at = CASE WHEN excluded.first_at < agents.first_at"
          + " THEN excluded.first_at ELSE agents.first_at END,"
          + " last_at = CASE WHEN excluded.last_at > agents.last_at"
          + " THEN excluded.last_at ELSE agents.last_at END, "
          + FigureColumns.added("agents");
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
    places(connection, "usage_days", places(tally, Span.DAY));
    places(connection, "usage_fortnights", places(tally, Span.FORTNIGHT));
    sums(connection, "sum_hours", tally.sums());
    sums(connection, "sum_days", sums(tally, Span.DAY));
    sums(connection, "sum_fortnights", sums(tally, Span.FORTNIGHT));
    talks(connection, tally.talks());
    agents(connection, tally.talks());
    sessions(connection, SessionLine.of(fresh));
  }

  private static Map<Tally.Place, Figures> places(Tally tally, long unit) {
    var longer = new LinkedHashMap<Tally.Place, Figures>();
    tally
        .places()
        .forEach((at, figures) ->
            longer.merge(
                new Tally.Place(
                    floor(at.hour(), unit), at.key(), at.user(), at.channel(), at.model()),
                figures,
                Figures::plus));
    return longer;
  }

  private static Map<Tally.Sum, Figures> sums(Tally tally, long unit) {
    var longer = new LinkedHashMap<Tally.Sum, Figures>();
    tally
        .sums()
        .forEach((at, figures) ->
            longer.merge(
                new Tally.Sum(at.dimension(), floor(at.hour(), unit), at.name()),
                figures,
                Figures::plus));
    return longer;
  }

  private static long floor(long hour, long unit) {
    return hour - Math.floorMod(hour, unit);
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

  private static void talks(Connection connection, Map<Tally.Talk, Figures> figures)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(upsert("talk_hours", TALKS))) {
      for (var each : figures.entrySet()) {
        Tally.Talk at = each.getKey();
        row.setString(1, at.key());
        row.setString(2, at.session());
        row.setLong(3, at.hour());
        row.setString(4, at.agent());
        FigureColumns.bind(row, 5, each.getValue());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  /* By whole hours, as those are what a time is made of. */
  private static void agents(Connection connection, Map<Tally.Talk, Figures> talks)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(AGENT)) {
      for (var each : talks.entrySet()) {
        Tally.Talk at = each.getKey();
        if (!at.agent().isEmpty()) {
          row.setString(1, at.agent());
          row.setString(2, at.key());
          row.setString(3, at.session());
          row.setLong(4, at.hour());
          row.setLong(5, at.hour() + Span.HOUR - 1);
          FigureColumns.bind(row, 6, each.getValue());
          row.addBatch();
        }
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
