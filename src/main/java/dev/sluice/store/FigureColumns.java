package dev.sluice.store;

import dev.sluice.base.Money;
import dev.sluice.ledger.stats.Figures;
import dev.sluice.protocol.Usage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Figures as the columns that every table of sums ends with. */
final class FigureColumns {

  static final List<String> NAMES =
      List.of(
          "requests",
          "errors",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_5m_tokens",
          "cache_write_1h_tokens",
          "web_searches",
          "cost",
          "estimated",
          "unpriced");

  static final String ALL = String.join(", ", NAMES);
  static final String SUMS =
      NAMES.stream()
          .map(name -> "coalesce(sum(" + name + "), 0) AS " + name)
          .collect(Collectors.joining(", "));
  static final String MARKS = "?" + ", ?".repeat(NAMES.size() - 1);

  private FigureColumns() {}

  /** What follows {@code DO UPDATE SET}: the new figures on top of those of the table. */
  static String added(String table) {
    return NAMES.stream()
        .map(name -> name + " = " + table + "." + name + " + excluded." + name)
        .collect(Collectors.joining(", "));
  }

  static void bind(PreparedStatement row, int first, Figures figures) throws SQLException {
    Usage usage = figures.usage();
    long[] values = {
      figures.requests(),
      figures.errors(),
      usage.inputTokens(),
      usage.outputTokens(),
      usage.cacheReadTokens(),
      usage.cacheWrite5mTokens(),
      usage.cacheWrite1hTokens(),
      usage.webSearches(),
      figures.cost().nanos(),
      figures.estimated(),
      figures.unpriced()
    };
    for (int i = 0; i < values.length; i++) {
      row.setLong(first + i, values[i]);
    }
  }

  static Figures read(ResultSet row, int first) throws SQLException {
    return new Figures(
        row.getLong(first),
        row.getLong(first + 1),
        new Usage(
            row.getLong(first + 2),
            row.getLong(first + 3),
            row.getLong(first + 4),
            row.getLong(first + 5),
            row.getLong(first + 6),
            row.getLong(first + 7),
            true),
        new Money(row.getLong(first + 8)),
        row.getLong(first + 9),
        row.getLong(first + 10));
  }
}
