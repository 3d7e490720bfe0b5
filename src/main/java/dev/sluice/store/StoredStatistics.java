package dev.sluice.store;

import dev.sluice.ledger.stats.Bucket;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Figures;
import dev.sluice.ledger.stats.Latency;
import dev.sluice.ledger.stats.SessionCursor;
import dev.sluice.ledger.stats.SessionLine;
import dev.sluice.ledger.stats.SessionPage;
import dev.sluice.ledger.stats.SessionQuery;
import dev.sluice.ledger.stats.Statistics;
import dev.sluice.ledger.stats.StatsQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Answers from the tables of sums; minutes and times to answers come from requests themselves. */
public final class StoredStatistics implements Statistics {

  private final Database database;

  public StoredStatistics(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Summary> summary(StatsQuery query) {
    return database.read(connection ->
        new Summary(
            query.ofAllSessions()
                ? DearestSessions.of(connection, query)
                : lines(connection, query),
            total(connection, query)));
  }

  private static List<Line> lines(Connection connection, StatsQuery query) throws SQLException {
    SumQuery sums = SumQuery.by(query);
    boolean days = query.by() == Dimension.DAY;
    String sql =
        "SELECT name, "
            + FigureColumns.SUMS
            + " FROM "
            + sums.rows()
            + " GROUP BY name ORDER BY "
            + (days ? "name DESC" : "cost DESC, output_tokens DESC, requests DESC, name")
            + " LIMIT ?";
    List<Line> lines = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(sums.bind(select), query.limit());
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          String name = days ? day(rows.getLong(1)) : rows.getString(1);
          lines.add(new Line(name, FigureColumns.read(rows, 2)));
        }
      }
    }
    return lines;
  }

  private static String day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC).toString();
  }

  private static Figures total(Connection connection, StatsQuery query) throws SQLException {
    SumQuery sums = SumQuery.all(query);
    String sql = "SELECT " + FigureColumns.SUMS + " FROM " + sums.rows();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      sums.bind(select);
      try (var rows = select.executeQuery()) {
        return rows.next() ? FigureColumns.read(rows, 1) : Figures.NONE;
      }
    }
  }

  @Override
  public CompletionStage<List<Point>> series(StatsQuery query, Bucket bucket) {
    return database.read(connection ->
        switch (bucket) {
          case MINUTE -> MinuteRows.of(connection, query);
          case HOUR -> series(connection, SumQuery.over(query, true));
          case DAY -> series(connection, SumQuery.over(query, false));
        });
  }

  private static List<Point> series(Connection connection, SumQuery sums) throws SQLException {
    String sql =
        "SELECT name, "
            + FigureColumns.SUMS
            + " FROM "
            + sums.rows()
            + " GROUP BY name ORDER BY name";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      sums.bind(select);
      return points(select);
    }
  }

  /** Of rows that begin with their time. */
  static List<Point> points(PreparedStatement select) throws SQLException {
    List<Point> points = new ArrayList<>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        points.add(new Point(Instant.ofEpochMilli(rows.getLong(1)), FigureColumns.read(rows, 2)));
      }
    }
    return points;
  }

  @Override
  public CompletionStage<Latency> latency(StatsQuery query) {
    return database.read(connection -> LatencyRows.of(connection, query));
  }

  @Override
  public CompletionStage<SessionPage> sessions(SessionQuery query) {
    return database.read(connection -> {
      List<SessionLine> found = sessions(connection, query);
      if (found.size() <= query.limit()) {
        return new SessionPage(found, Optional.empty());
      }
      List<SessionLine> page = found.subList(0, query.limit());
      return new SessionPage(page, Optional.of(SessionCursor.after(page.getLast())));
    });
  }

  private static List<SessionLine> sessions(Connection connection, SessionQuery query)
      throws SQLException {
    var where = new ArrayList<String>();
    var values = new ArrayList<Object>();
    if (!query.key().isEmpty()) {
      where.add("caller_id = ?");
      values.add(query.key());
    }
    query
        .since()
        .ifPresent(since -> {
          where.add("last_at >= ?");
          values.add(since.toEpochMilli());
        });
    query
        .before()
        .ifPresent(cursor -> {
          where.add("(last_at, session, caller_id) < (?, ?, ?)");
          values.addAll(List.of(cursor.last(), cursor.session(), cursor.key()));
        });
    String sql =
        "SELECT session, caller_id, user_id, first_at, last_at, channel, model, "
            + FigureColumns.ALL
            + " FROM sessions"
            + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
            + " ORDER BY last_at DESC, session DESC, caller_id DESC LIMIT ?";
    List<SessionLine> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      select.setInt(values.size() + 1, query.limit() + 1);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(session(rows));
        }
      }
    }
    return found;
  }

  private static SessionLine session(ResultSet row) throws SQLException {
    return new SessionLine(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getString(6),
        row.getString(7),
        FigureColumns.read(row, 8));
  }
}
