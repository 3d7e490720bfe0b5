package dev.sluice.store;

import dev.sluice.access.PastSpending.Spent;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.stats.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What keys have spent, out of the sums by hour and day. */
public final class StoredSpending {

  /* A month and a bit: what is older counts for no budget but that of all time. */
  private static final long RECENT = 32 * Span.DAY;

  private static final String LONG_AGO =
      "SELECT caller_id, user_id, channel, 0, sum(cost) FROM usage_days WHERE at < ?"
          + " GROUP BY caller_id, user_id, channel";
  private static final String RECENTLY =
      "SELECT caller_id, user_id, channel, at, sum(cost) FROM usage_hours WHERE at >= ?"
          + " GROUP BY caller_id, user_id, channel, at";

  /* What this process has seen end it has counted itself. */
  private static final String OWN =
      "SELECT caller_id, user_id, channel, time - time % 3600000 AS at, -sum(cost) FROM attempts"
          + " WHERE time >= ? GROUP BY caller_id, user_id, channel, time - time % 3600000";

  private final Database database;

  public StoredSpending(Database database) {
    this.database = database;
  }

  /**
   * All that was spent before this process. An hour's spending is told as of the hour's end.
   *
   * @param begun what ended later is left out, by amounts below zero
   * @param journaled priced records of which some may not be in the store yet
   */
  public CompletionStage<List<Spent>> until(
      Instant now, Instant begun, Collection<RequestRecord> journaled) {
    /* By the writer: between two of its batches the sums and the rows agree. */
    return database.write(connection -> {
      List<Spent> spent = new ArrayList<>();
      long recent = Math.floorDiv(now.toEpochMilli() - RECENT, Span.DAY) * Span.DAY;
      select(connection, LONG_AGO, recent, 0, spent);
      select(connection, RECENTLY, recent, now.toEpochMilli(), spent);
      select(connection, OWN, begun.toEpochMilli(), now.toEpochMilli(), spent);
      for (RequestRecord record : journaled) {
        if (!booked(connection, record)) {
          record.billed().forEach(each -> spent.add(of(record, each)));
        }
      }
      return List.copyOf(spent);
    });
  }

  private static void select(
      Connection connection, String sql, long from, long latest, List<Spent> found)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, from);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          long end = Math.min(latest, rows.getLong(4) + Span.HOUR - 1);
          found.add(
              new Spent(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getLong(5),
                  Instant.ofEpochMilli(end)));
        }
      }
    }
  }

  private static boolean booked(Connection connection, RequestRecord record) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM requests WHERE id = ?")) {
      select.setString(1, record.id());
      try (var rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static Spent of(RequestRecord record, Billed billed) {
    long nanos = billed.cost() instanceof Cost.Priced(var amount, _, _) ? amount.nanos() : 0;
    return new Spent(
        record.caller().id(), record.caller().user(), billed.channel(), nanos, record.time());
  }
}
