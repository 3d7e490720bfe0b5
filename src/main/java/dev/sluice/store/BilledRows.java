package dev.sluice.store;

import dev.sluice.base.Money;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row for each attempt that costs something. */
final class BilledRows {

  private static final String INSERT =
      "INSERT INTO attempts (request_id, attempt, time, caller_id, user_id, channel, channel_key,"
          + " model, session, agent, input_tokens, output_tokens, cache_read_tokens,"
          + " cache_write_5m_tokens, cache_write_1h_tokens, web_searches, estimated, multiplier,"
          + " price_revision, cost) VALUES (?"
          + ", ?".repeat(19)
          + ") ON CONFLICT (request_id, attempt) DO NOTHING";

  private static final String SELECT =
      "SELECT request_id, attempt, channel, channel_key, model, input_tokens, output_tokens,"
          + " cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, web_searches,"
          + " estimated, multiplier, price_revision, cost FROM attempts WHERE request_id IN (";

  private BilledRows() {}

  static void insert(Connection connection, Collection<RequestRecord> records) throws SQLException {
    try (PreparedStatement row = connection.prepareStatement(INSERT)) {
      for (RequestRecord record : records) {
        for (Billed billed : record.billed()) {
          bind(row, record, billed);
          row.addBatch();
        }
      }
      row.executeBatch();
    }
  }

  private static void bind(PreparedStatement row, RequestRecord record, Billed billed)
      throws SQLException {
    row.setString(1, record.id());
    row.setInt(2, billed.attempt());
    row.setLong(3, record.time().toEpochMilli());
    row.setString(4, record.caller().id());
    row.setString(5, record.caller().user());
    row.setString(6, billed.channel());
    row.setString(7, billed.key());
    row.setString(8, billed.model());
    row.setString(9, record.session());
    row.setString(10, record.agent());
    Usage usage = billed.usage();
    row.setLong(11, usage.inputTokens());
    row.setLong(12, usage.outputTokens());
    row.setLong(13, usage.cacheReadTokens());
    row.setLong(14, usage.cacheWrite5mTokens());
    row.setLong(15, usage.cacheWrite1hTokens());
    row.setLong(16, usage.webSearches());
    row.setInt(17, billed.estimated() ? 1 : 0);
    row.setString(18, billed.multiplier().toPlainString());
    switch (billed.cost()) {
      case Cost.Priced(var amount, var revision, _) -> {
        row.setString(19, revision);
        row.setLong(20, amount.nanos());
      }
      case Cost.Unpriced _ -> {
        row.setString(19, "");
        row.setNull(20, Types.BIGINT);
      }
    }
  }

  /** The same records with what they were charged for. */
  static List<RequestRecord> join(Connection connection, List<RequestRecord> records)
      throws SQLException {
    if (records.isEmpty()) {
      return records;
    }
    String sql = SELECT + "?" + ", ?".repeat(records.size() - 1) + ") ORDER BY request_id, attempt";
    Map<String, List<Billed>> billed = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < records.size(); i++) {
        select.setString(i + 1, records.get(i).id());
      }
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          billed.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(read(rows));
        }
      }
    }
    return records.stream()
        .map(each -> each.with(billed.getOrDefault(each.id(), List.of()), each.place()))
        .toList();
  }

  private static Billed read(ResultSet row) throws SQLException {
    var multiplier = new BigDecimal(row.getString(13));
    long nanos = row.getLong(15);
    Cost cost =
        row.wasNull()
            ? Cost.UNPRICED
            : new Cost.Priced(new Money(nanos), row.getString(14), multiplier);
    return new Billed(
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        new Usage(
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            row.getLong(10),
            row.getLong(11),
            true),
        row.getInt(12) != 0,
        multiplier,
        cost);
  }
}
