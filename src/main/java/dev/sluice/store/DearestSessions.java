package dev.sluice.store;

import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Figures;
import dev.sluice.ledger.stats.Statistics.Line;
import dev.sluice.ledger.stats.StatsQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dearest sessions of a time, or their agents. There are too many of them to add up hours for
 * each: one that lies in the time as a whole is known by what it comes to altogether, and only
 * those that reach over an end of it are added up by the hour.
 */
final class DearestSessions {

  private static final Comparator<Line> DEAREST_FIRST =
      Comparator.<Line>comparingLong(line -> line.figures().cost().nanos())
          .thenComparingLong(line -> line.figures().usage().outputTokens())
          .thenComparingLong(line -> line.figures().requests())
          .reversed()
          .thenComparing(Line::name);

  private final Connection connection;
  private final String table;
  private final String name;
  private final String caller;
  private final long from;
  private final long to;
  private final int limit;
  private final Map<String, Figures> figures = new HashMap<>();

  private DearestSessions(Connection connection, StatsQuery query) {
    this.connection = connection;
    this.table = query.by() == Dimension.AGENT ? "agents" : "sessions";
    this.name = query.by() == Dimension.AGENT ? "agent" : "session";
    this.caller = query.only().getOrDefault(Dimension.KEY, "");
    this.from = query.span().from().toEpochMilli();
    this.to = query.span().to().toEpochMilli();
    this.limit = query.limit();
  }

  static List<Line> of(Connection connection, StatsQuery query) throws SQLException {
    var sessions = new DearestSessions(connection, query);
    sessions.whole();
    sessions.partly();
    return sessions.lines();
  }

  private List<Line> lines() {
    return figures.entrySet().stream()
        .map(each -> new Line(each.getKey(), each.getValue()))
        .sorted(DEAREST_FIRST)
        .limit(limit)
        .toList();
  }

  /* One that two callers went on with is one: what dearer part of it is found brings the other. */
  private void whole() throws SQLException {
    var inside = new Part();
    inside.and("last_at >= ? AND last_at < ? AND first_at >= ?", from, to, from);
    inside.ofCaller();
    String sql =
        "SELECT "
            + name
            + " AS name, "
            + FigureColumns.SUMS
            + " FROM "
            + table
            + " WHERE "
            + name
            + " IN (SELECT name FROM (SELECT "
            + name
            + " AS name FROM "
            + table
            + " WHERE "
            + inside
            + " ORDER BY cost DESC, output_tokens DESC, requests DESC, "
            + name
            + " LIMIT ?) AS dearest) AND "
            + inside
            + " GROUP BY "
            + name;
    var values = new ArrayList<>(inside.values);
    values.add(limit);
    values.addAll(inside.values);
    add(sql, values);
  }

  private void partly() throws SQLException {
    String same = table.equals("agents") ? "caller_id, session, agent" : "caller_id, session";
    var across = new Part();
    across.and("last_at >= ? AND first_at < ?", from, to);
    across.and("(first_at < ? OR last_at >= ?)", from, to);
    across.ofCaller();
    String sql =
        "SELECT "
            + name
            + " AS name, "
            + FigureColumns.SUMS
            + " FROM talk_hours WHERE ("
            + same
            + ") IN (SELECT "
            + same
            + " FROM "
            + table
            + " WHERE "
            + across
            + ") AND at >= ? AND at < ? GROUP BY "
            + name;
    var values = new ArrayList<>(across.values);
    values.add(from);
    values.add(to);
    add(sql, values);
  }

  private void add(String sql, List<Object> values) throws SQLException {
    try (var select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          figures.merge(rows.getString(1), FigureColumns.read(rows, 2), Figures::plus);
        }
      }
    }
  }

  /** What a row must be, and the values that belong to it. */
  private final class Part {
    private final List<String> clauses = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void and(String clause, Object... belonging) {
      clauses.add(clause);
      values.addAll(List.of(belonging));
    }

    void ofCaller() {
      if (!caller.isEmpty()) {
        and("caller_id = ?", caller);
      }
    }

    @Override
    public String toString() {
      return String.join(" AND ", clauses);
    }
  }
}
