package dev.sluice.store;

import dev.sluice.base.Money;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.PassedOver;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.Prelude;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.protocol.Usage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as a row, and back. */
final class RequestRow {

  static final String COLUMNS =
      "id, time, caller_kind, caller_id, caller_name, protocol, model, served_model, channel,"
          + " channel_key, session, agent, status, verdict, attempts, input_tokens, output_tokens,"
          + " cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, usage_known,"
          + " ttfb_ms, ttft_ms, duration_ms, ended_by, error, user_id, web_searches, counting,"
          + " estimated, cost, received_ms, admitted_ms, passed_over";

  static final String INSERT =
      "INSERT INTO requests ("
          + COLUMNS
          + ") VALUES (?"
          + ", ?".repeat(33)
          + ") ON CONFLICT (id) DO NOTHING";

  private RequestRow() {}

  static void bind(PreparedStatement row, RequestRecord record) throws SQLException {
    row.setString(1, record.id());
    row.setLong(2, record.time().toEpochMilli());
    row.setString(3, record.caller().kind());
    row.setString(4, record.caller().id());
    row.setString(5, record.caller().name());
    row.setString(6, record.protocol());
    row.setString(7, record.model());
    row.setString(8, record.servedModel());
    row.setString(9, record.channel());
    row.setString(10, record.key());
    row.setString(11, record.session());
    row.setString(12, record.agent());
    row.setInt(13, record.status());
    row.setString(14, record.verdict());
    row.setString(15, ListText.ATTEMPTS.of(record.attempts()));
    bind(row, record.usage());
    row.setLong(22, record.ttfbMs());
    row.setLong(23, record.ttftMs());
    row.setLong(24, record.durationMs());
    row.setString(25, record.endedBy().label());
    row.setString(26, record.error());
    row.setString(27, record.caller().user());
    row.setLong(28, record.usage().webSearches());
    row.setInt(29, record.counting() ? 1 : 0);
    row.setInt(30, record.estimated() ? 1 : 0);
    row.setObject(31, record.cost().map(Money::nanos).orElse(null));
    bind(row, record.prelude());
  }

  private static void bind(PreparedStatement row, Prelude prelude) throws SQLException {
    row.setObject(32, prelude.receivedMs());
    row.setObject(33, prelude.admittedMs());
    List<PassedOver> skipped = prelude.passedOver();
    row.setString(34, skipped.isEmpty() ? null : ListText.PASSED_OVER.of(skipped));
  }

  private static void bind(PreparedStatement row, Usage usage) throws SQLException {
    row.setLong(16, usage.inputTokens());
    row.setLong(17, usage.outputTokens());
    row.setLong(18, usage.cacheReadTokens());
    row.setLong(19, usage.cacheWrite5mTokens());
    row.setLong(20, usage.cacheWrite1hTokens());
    row.setInt(21, usage.known() ? 1 : 0);
  }

  static RequestRecord read(ResultSet row) throws SQLException {
    return new RequestRecord(
        row.getString(1),
        Instant.ofEpochMilli(row.getLong(2)),
        new CallerRecord(row.getString(3), row.getString(4), row.getString(5), row.getString(27)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getInt(13),
        row.getString(14),
        ListText.ATTEMPTS.read(row.getString(15)),
        usage(row),
        row.getLong(22),
        row.getLong(23),
        row.getLong(24),
        EndedBy.of(row.getString(25)),
        row.getString(26),
        "",
        List.of(),
        row.getInt(29) != 0,
        prelude(row),
        Place.NONE);
  }

  private static Prelude prelude(ResultSet row) throws SQLException {
    String skipped = row.getString(34);
    return new Prelude(
        moment(row, 32),
        moment(row, 33),
        skipped == null ? List.of() : ListText.PASSED_OVER.read(skipped));
  }

  private static @Nullable Long moment(ResultSet row, int column) throws SQLException {
    long ms = row.getLong(column);
    return row.wasNull() ? null : ms;
  }

  private static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        row.getLong(16),
        row.getLong(17),
        row.getLong(18),
        row.getLong(19),
        row.getLong(20),
        row.getLong(28),
        row.getInt(21) != 0);
  }
}
