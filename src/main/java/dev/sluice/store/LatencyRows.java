package dev.sluice.store;

import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Latency;
import dev.sluice.ledger.stats.StatsQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long the latest requests took to their first byte and their first content. */
final class LatencyRows {

  private LatencyRows() {}

  static Latency of(Connection connection, StatsQuery query) throws SQLException {
    List<Map.Entry<Dimension, String>> only = List.copyOf(query.only().entrySet());
    List<Long> firstBytes = new ArrayList<>();
    List<Long> firstContents = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql(only))) {
      int at = 1;
      for (Map.Entry<Dimension, String> each : only) {
        select.setString(at++, each.getValue());
      }
      select.setLong(at++, query.span().from().toEpochMilli());
      select.setLong(at++, query.span().to().toEpochMilli());
      select.setInt(at, Latency.MOST);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          firstBytes.add(rows.getLong(1));
          firstContents.add(rows.getLong(2));
        }
      }
    }
    return Latency.of(firstBytes, firstContents);
  }

  /* The inner question ends after so many rows, however few of them had content. */
  private static String sql(List<Map.Entry<Dimension, String>> only) {
    var where = new StringBuilder();
    for (Map.Entry<Dimension, String> each : only) {
      where.append(column(each.getKey())).append(" AND ");
    }
    return "SELECT ttfb_ms, ttft_ms FROM"
        + " (SELECT ttfb_ms, ttft_ms, counting FROM requests WHERE "
        + where
        + "time >= ? AND time < ? ORDER BY time DESC, id DESC LIMIT ?) AS latest"
        + " WHERE ttft_ms > 0 AND counting = 0";
  }

  private static String column(Dimension dimension) {
    return switch (dimension) {
      case MODEL -> "served_model = ?";
      case USER -> "user_id <> '' AND user_id = ?";
      case KEY, CHANNEL, SESSION, AGENT, DAY -> SumQuery.column(dimension) + " = ?";
    };
  }
}
