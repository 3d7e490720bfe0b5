package dev.sluice.store;

import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.stats.Figures;
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
    agents(connection, fresh);
    sessions(connection, fresh);
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

  private static void agents(Connection connection, Collection<RequestRecord> fresh)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(AGENT)) {
      for (RequestRecord record : fresh) {
        if (counts(record) && !record.agent().isEmpty()) {
          row.setString(1, record.agent());
          row.setString(2, record.caller().id());
          row.setString(3, record.session());
          row.setLong(4, record.time().toEpochMilli());
          row.setLong(5, record.time().toEpochMilli());
          FigureColumns.bind(row, 6, figures(record));
          row.addBatch();
        }
      }
      row.executeBatch();
    }
  }

  private static boolean counts(RequestRecord record) {
    return record.caller().known() && !record.counting() && !record.session().isEmpty();
  }

  private static Figures figures(RequestRecord record) {
    Figures figures = Figures.request(record.failed());
    for (var billed : record.billed()) {
      figures = figures.plus(Figures.of(billed));
    }
    return figures;
  }

  private static void sessions(Connection connection, Collection<RequestRecord> fresh)
      throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(SESSION)) {
      for (RequestRecord record : fresh) {
        if (counts(record)) {
          session(row, record);
          row.addBatch();
        }
      }
      row.executeBatch();
    }
  }

  private static void session(PreparedStatement row, RequestRecord record) throws SQLException {
    long end = record.time().toEpochMilli();
    row.setString(1, record.session());
    row.setString(2, record.caller().id());
    row.setString(3, record.caller().user());
    row.setLong(4, end - record.durationMs());
    row.setLong(5, end);
    row.setString(6, record.channel());
    row.setString(7, record.servedModel());
    FigureColumns.bind(row, 8, figures(record));
  }
}
