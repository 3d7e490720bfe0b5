package dev.sluice.store;

import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.StatsQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The rows of a table of sums that a question concerns: whole fortnights and days from their
 * tables, what is left at both ends from that of hours. Where nothing is filtered, what is added up
 * by one thing alone answers; else what is added up by all of them.
 */
final class SumQuery {

  private static final String TOTAL = "total";

  private final List<String> parts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private final TreeMap<Dimension, String> only;
  private final boolean sessions;
  private final String table;
  private final String name;

  /** Empty where rows are not told apart by one thing alone. */
  private final String dimension;

  private SumQuery(StatsQuery query, String name, String dimension) {
    this.only = new TreeMap<>(query.only());
    boolean alone = only.isEmpty() && !query.ofSessions();
    this.sessions = query.ofSessions();
    this.table = sessions ? "talk" : alone ? "sum" : "usage";
    this.name = name;
    this.dimension = alone ? dimension : "";
  }

  /** By what the query asks for. */
  static SumQuery by(StatsQuery query) {
    boolean alone = query.only().isEmpty() && !query.ofSessions();
    boolean days = query.by() == Dimension.DAY;
    var sums =
        new SumQuery(
            query, alone && !days ? "name" : column(query.by()), days ? TOTAL : query.by().label());
    sums.spanned(query.span(), days);
    return sums;
  }

  /** All of it together. */
  static SumQuery all(StatsQuery query) {
    var sums = new SumQuery(query.ofAllSessions() ? ofAny(query) : query, "at", TOTAL);
    sums.spanned(query.span(), false);
    return sums;
  }

  /* What has no session counts too: the total of a time is one, whatever it is told apart by. */
  private static StatsQuery ofAny(StatsQuery query) {
    return new StatsQuery(Dimension.MODEL, query.span(), query.only(), query.limit());
  }

  /** By hour or by day. */
  static SumQuery over(StatsQuery query, boolean hourly) {
    Span span = query.span();
    var sums = new SumQuery(query, hourly ? "at" : day(), TOTAL);
    if (hourly) {
      sums.part("_hours", span.from().toEpochMilli(), span.to().toEpochMilli());
    } else {
      sums.spanned(span, true);
    }
    return sums;
  }

  private void spanned(Span span, boolean everyDay) {
    if (sessions) {
      part("_hours", span.from().toEpochMilli(), span.to().toEpochMilli());
      return;
    }
    part("_hours", span.from().toEpochMilli(), span.firstDay());
    if (everyDay) {
      part("_days", span.firstDay(), span.lastDay());
    } else {
      part("_days", span.firstDay(), span.firstFortnight());
      part("_fortnights", span.firstFortnight(), span.lastFortnight());
      part("_days", span.lastFortnight(), span.lastDay());
    }
    part("_hours", span.lastDay(), span.to().toEpochMilli());
  }

  private void part(String suffix, long from, long to) {
    if (from >= to) {
      return;
    }
    var sql =
        new StringBuilder("SELECT " + name + " AS name, " + FigureColumns.ALL + " FROM ")
            .append(table)
            .append(suffix)
            .append(" WHERE at >= ? AND at < ?");
    values.add(from);
    values.add(to);
    if (!dimension.isEmpty()) {
      sql.append(" AND dimension = ?");
      values.add(dimension);
    }
    narrowed(sql);
    only.forEach((filter, value) -> {
      sql.append(" AND ").append(column(filter)).append(" = ?");
      values.add(value);
    });
    parts.add(sql.toString());
  }

  /* The hours of a conversation lie together, once its caller is known. */
  private void narrowed(StringBuilder sql) {
    String session = only.get(Dimension.SESSION);
    String agent = only.get(Dimension.AGENT);
    if (session != null) {
      sql.append(" AND (caller_id, session) IN")
          .append(" (SELECT caller_id, session FROM sessions WHERE session = ?)");
      values.add(session);
    } else if (agent != null) {
      sql.append(" AND (caller_id, session) IN")
          .append(" (SELECT caller_id, session FROM agents WHERE agent = ?)");
      values.add(agent);
    }
  }

  static String column(Dimension dimension) {
    return switch (dimension) {
      case MODEL -> "model";
      case KEY -> "caller_id";
      case USER -> "user_id";
      case CHANNEL -> "channel";
      case SESSION -> "session";
      case AGENT -> "agent";
      case DAY -> day();
    };
  }

  private static String day() {
    return "(at - at % " + Span.DAY + ")";
  }

  /** To stand behind FROM. */
  String rows() {
    return "(" + String.join(" UNION ALL ", parts) + ") AS parts";
  }

  /** Gives the position of the next value. */
  int bind(PreparedStatement statement) throws SQLException {
    int at = 1;
    for (Object value : values) {
      statement.setObject(at++, value);
    }
    return at;
  }
}
