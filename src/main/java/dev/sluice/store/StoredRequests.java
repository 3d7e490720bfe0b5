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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The request log in the database. */
public final class StoredRequests implements RequestRecords {

  private static final String OLDEST = "(SELECT id FROM requests ORDER BY time, id LIMIT ?)";

  private final Database database;

  public StoredRequests(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Void> append(List<RequestRecord> records) {
    return database.write(connection -> insert(connection, records)).thenAccept(_ -> {});
  }

  private static int insert(Connection connection, List<RequestRecord> records)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(RequestRow.INSERT)) {
      for (RequestRecord record : records) {
        RequestRow.bind(insert, record);
        insert.addBatch();
      }
      return insert.executeBatch().length;
    }
  }

  @Override
  public CompletionStage<RequestPage> page(RequestQuery query) {
    return database.read(connection -> select(connection, query));
  }

  private static RequestPage select(Connection connection, RequestQuery query) throws SQLException {
    Conditions conditions = Conditions.of(query);
    String sql =
        "SELECT "
            + RequestRow.COLUMNS
            + " FROM requests"
            + conditions.where()
            + " ORDER BY time DESC, id DESC LIMIT ?";
    List<RequestRecord> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int at = conditions.bind(select);
      select.setInt(at, query.limit() + 1);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(RequestRow.read(rows));
        }
      }
    }
    if (found.size() <= query.limit()) {
      return new RequestPage(found, Optional.empty());
    }
    List<RequestRecord> page = found.subList(0, query.limit());
    return new RequestPage(page, Optional.of(Cursor.after(page.getLast())));
  }

  @Override
  public CompletionStage<Optional<RequestRecord>> find(String id) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT " + RequestRow.COLUMNS + " FROM requests WHERE id = ?")) {
        select.setString(1, id);
        try (var rows = select.executeQuery()) {
          return rows.next() ? Optional.of(RequestRow.read(rows)) : Optional.empty();
        }
      }
    });
  }

  @Override
  public CompletionStage<Integer> deleteBefore(Instant time, int most) {
    return database.write(connection -> {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM requests WHERE time < ? AND id IN " + OLDEST)) {
        delete.setLong(1, time.toEpochMilli());
        delete.setInt(2, most);
        return delete.executeUpdate();
      }
    });
  }

  @Override
  public CompletionStage<Integer> deleteOldest(int count) {
    return database.write(connection -> {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM requests WHERE id IN " + OLDEST)) {
        delete.setInt(1, count);
        return delete.executeUpdate();
      }
    });
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
