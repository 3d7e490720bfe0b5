package dev.sluice.store;

import dev.sluice.ledger.Cursor;
import dev.sluice.ledger.RequestPage;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The request log in the database. */
public final class StoredRequests implements RequestRecords {

  private static final String OLDEST_BEFORE =
      "(SELECT id FROM requests WHERE time < ? ORDER BY time, id LIMIT ?)";
  private static final Comparator<RequestRecord> NEWEST_FIRST =
      Comparator.comparing(RequestRecord::time).thenComparing(RequestRecord::id).reversed();

  private static final Comparator<Cursor> NEAREST =
      Comparator.comparingLong(Cursor::time).thenComparing(Cursor::id);

  private final Database database;

  public StoredRequests(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Void> append(List<RequestRecord> records) {
    return database.write(connection -> book(connection, records)).thenAccept(_ -> {});
  }

  /* What is there already has been counted with its first coming. */
  private static int book(Connection connection, List<RequestRecord> records) throws SQLException {
    List<RequestRecord> fresh = insert(connection, records);
    BilledRows.insert(connection, fresh);
    Sums.add(connection, fresh);
    return fresh.size();
  }

  private static List<RequestRecord> insert(Connection connection, List<RequestRecord> records)
      throws SQLException {
    List<RequestRecord> fresh = new ArrayList<>();
    try (PreparedStatement insert = connection.prepareStatement(RequestRow.INSERT)) {
      for (RequestRecord record : records) {
        RequestRow.bind(insert, record);
        insert.addBatch();
      }
      int[] inserted = insert.executeBatch();
      for (int i = 0; i < inserted.length; i++) {
        if (inserted[i] > 0) {
          fresh.add(records.get(i));
        }
      }
    }
    return fresh;
  }

  @Override
  public CompletionStage<RequestPage> page(RequestQuery query) {
    return database.read(connection -> select(connection, query));
  }

  private static RequestPage select(Connection connection, RequestQuery query) throws SQLException {
    List<RequestRecord> found = new ArrayList<>();
    Optional<Cursor> last = Optional.empty();
    for (Conditions conditions : Conditions.of(query)) {
      Optional<Cursor> lookedAt = last(connection, conditions);
      lookedAt.ifPresent(conditions::until);
      last = nearer(last, lookedAt);
      select(connection, conditions, query.limit() + 1, found);
    }
    last.ifPresent(end -> found.removeIf(record -> NEAREST.compare(Cursor.after(record), end) < 0));
    found.sort(NEWEST_FIRST);
    boolean more = found.size() > query.limit();
    List<RequestRecord> page = more ? found.subList(0, query.limit()) : found;
    return new RequestPage(
        BilledRows.join(connection, page), more ? Optional.of(Cursor.after(page.getLast())) : last);
  }

  /* Where a search stops for now; empty when it comes to the end of the log before. */
  private static Optional<Cursor> last(Connection connection, Conditions conditions)
      throws SQLException {
    if (!conditions.searching()) {
      return Optional.empty();
    }
    try (PreparedStatement select = connection.prepareStatement(conditions.lastSql())) {
      conditions.bindLast(select, Conditions.MOST_LOOKED_AT);
      try (var rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new Cursor(rows.getLong(1), rows.getString(2)))
            : Optional.empty();
      }
    }
  }

  private static Optional<Cursor> nearer(Optional<Cursor> one, Optional<Cursor> other) {
    return one.isEmpty() || other.isEmpty()
        ? one.or(() -> other)
        : Optional.of(NEAREST.compare(one.get(), other.get()) > 0 ? one.get() : other.get());
  }

  private static void select(
      Connection connection, Conditions conditions, int most, List<RequestRecord> found)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(conditions.sql())) {
      conditions.bind(select, most);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(RequestRow.read(rows));
        }
      }
    }
  }

  @Override
  public CompletionStage<Optional<RequestRecord>> find(String id) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT " + RequestRow.COLUMNS + " FROM requests WHERE id = ?")) {
        select.setString(1, id);
        try (var rows = select.executeQuery()) {
          return rows.next()
              ? BilledRows.join(connection, List.of(RequestRow.read(rows))).stream().findFirst()
              : Optional.empty();
        }
      }
    });
  }

  @Override
  public CompletionStage<Integer> deleteBefore(Instant time, int most) {
    return database.write(connection -> {
      delete(connection, "attempts WHERE request_id IN " + OLDEST_BEFORE, time, most);
      return delete(connection, "requests WHERE id IN " + OLDEST_BEFORE, time, most);
    });
  }

  @Override
  public CompletionStage<Integer> deleteOldest(int count) {
    return deleteBefore(Instant.ofEpochMilli(Long.MAX_VALUE), count);
  }

  private static int delete(Connection connection, String what, Instant before, int most)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + what)) {
      delete.setLong(1, before.toEpochMilli());
      delete.setInt(2, most);
      return delete.executeUpdate();
    }
  }

  @Override
  public CompletionStage<Long> size() {
    return database.read(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT count(*) FROM requests")) {
        return rows.next() ? rows.getLong(1) : 0L;
      }
    });
  }
}
