package dev.sluice.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that books say, to be compared. */
final class Tables {

  private static final List<String> NAMES =
      List.of(
          "requests",
          "attempts",
          "usage_hours",
          "usage_days",
          "usage_fortnights",
          "sum_hours",
          "sum_days",
          "sum_fortnights",
          "talk_hours",
          "agents",
          "sessions");

  private Tables() {}

  /** Every row of every table, its figures included, in no order of theirs. */
  static Map<String, List<String>> of(Path file) throws SQLException {
    Map<String, List<String>> all = new TreeMap<>();
    for (String table : NAMES) {
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT * FROM " + table)) {
        all.put(table, lines(rows));
      }
    }
    return all;
  }

  private static List<String> lines(ResultSet rows) throws SQLException {
    List<String> lines = new ArrayList<>();
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      var line = new StringBuilder();
      for (int i = 1; i <= columns; i++) {
        line.append(rows.getMetaData().getColumnName(i)).append('=');
        line.append(rows.getString(i)).append(' ');
      }
      lines.add(line.toString());
    }
    Collections.sort(lines);
    return lines;
  }
}
