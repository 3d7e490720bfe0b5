package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.StatsQuery;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How SQLite goes about what is asked of the sums. */
final class QueryPlansTest {

  private static final Instant END = Instant.parse("2026-11-25T12:30:00Z");
  private static final Span SPAN = Span.around(END.minus(Duration.ofDays(90)), END);
  private static final List<Map<Dimension, String>> FILTERS =
      List.of(
          Map.of(),
          Map.of(Dimension.KEY, "k"),
          Map.of(Dimension.USER, "u"),
          Map.of(Dimension.CHANNEL, "c"),
          Map.of(Dimension.MODEL, "m"),
          Map.of(Dimension.SESSION, "s"),
          Map.of(Dimension.AGENT, "a"),
          Map.of(Dimension.SESSION, "s", Dimension.KEY, "k"));

  @TempDir Path folder = Path.of("");

  @Test
  void everySumIsFoundByAnIndex() throws SQLException {
    Path file = folder.resolve("sluice.db");
    try (Database database = Database.at(file)) {
      database.write(_ -> true).join();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (Dimension by : Dimension.values()) {
        for (Map<Dimension, String> only : FILTERS) {
          var query = new StatsQuery(by, SPAN, only, 20);
          if (!query.contradicts()) {
            for (String sql : asked(connection, query)) {
              assertThat(plan(connection, sql))
                  .as(sql)
                  .isNotEmpty()
                  .noneMatch(step -> step.matches("SCAN (usage|sum|talk|sessions|agents).*"));
            }
          }
        }
      }
    }
  }

  private static List<String> asked(Connection connection, StatsQuery query) throws SQLException {
    List<String> asked = new ArrayList<>();
    asked.add("SELECT * FROM " + SumQuery.all(query).rows());
    if (query.by() == Dimension.DAY) {
      asked.add("SELECT * FROM " + SumQuery.over(query, true).rows());
      asked.add("SELECT * FROM " + SumQuery.over(query, false).rows());
    }
    if (query.ofAllSessions()) {
      DearestSessions.of(listening(connection, asked), query);
    } else {
      asked.add("SELECT * FROM " + SumQuery.by(query).rows());
    }
    return asked;
  }

  /* The same connection; what it is asked to prepare is noted. */
  private static Connection listening(Connection connection, List<String> asked) {
    return (Connection)
        Proxy.newProxyInstance(
            QueryPlansTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                asked.add((String) arguments[0]);
              }
              return method.invoke(connection, arguments);
            });
  }

  private static List<String> plan(Connection connection, String sql) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
    return steps;
  }
}
