package dev.sluice.store;

import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Statistics.Point;
import dev.sluice.ledger.stats.StatsQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What requests of a few hours add up to, minute by minute, as the tables of sums have hours. */
final class MinuteRows {

  private static final long MINUTE = 60_000;
  private static final String AT = "time - time % " + MINUTE + " AS at, ";

  private MinuteRows() {}

  static List<Point> of(Connection connection, StatsQuery query) throws SQLException {
    List<Map.Entry<Dimension, String>> only = List.copyOf(query.only().entrySet());
    String sql =
        "SELECT at, "
            + FigureColumns.SUMS
            + " FROM ("
            + requests(only)
            + " UNION ALL "
            + attempts(only)
            + ") AS parts GROUP BY at ORDER BY at";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int at = 1;
      for (int part = 0; part < 2; part++) {
        select.setLong(at++, query.span().from().toEpochMilli());
        select.setLong(at++, query.span().to().toEpochMilli());
        for (Map.Entry<Dimension, String> each : only) {
          select.setString(at++, each.getValue());
        }
      }
      return StoredStatistics.points(select);
    }
  }

  /* Counts where it was served last; counting tokens and strangers do not count. */
  private static String requests(List<Map.Entry<Dimension, String>> only) {
    return "SELECT "
        + AT
        + "1 AS requests,"
        + " CASE WHEN status >= 400 OR status = 0 OR error <> '' THEN 1 ELSE 0 END AS errors,"
        + " 0 AS input_tokens, 0 AS output_tokens, 0 AS cache_read_tokens,"
        + " 0 AS cache_write_5m_tokens, 0 AS cache_write_1h_tokens, 0 AS web_searches,"
        + " 0 AS cost, 0 AS estimated, 0 AS unpriced"
        + " FROM requests WHERE caller_kind <> 'unknown' AND counting = 0"
        + within("served_model", only);
  }

  /* Each costs where it went. */
  private static String attempts(List<Map.Entry<Dimension, String>> only) {
    return "SELECT "
        + AT
        + "0, 0, input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens,"
        + " cache_write_1h_tokens, web_searches, coalesce(cost, 0), estimated,"
        + " CASE WHEN cost IS NULL THEN 1 ELSE 0 END"
        + " FROM attempts WHERE 1 = 1"
        + within("model", only);
  }

  private static String within(String model, List<Map.Entry<Dimension, String>> only) {
    var where = new StringBuilder(" AND time >= ? AND time < ?");
    for (Map.Entry<Dimension, String> each : only) {
      Dimension filter = each.getKey();
      String column = filter == Dimension.MODEL ? model : SumQuery.column(filter);
      where.append(" AND ").append(column).append(" || '' = ?");
    }
    return where.toString();
  }
}
