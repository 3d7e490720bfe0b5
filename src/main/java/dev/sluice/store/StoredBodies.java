package dev.sluice.store;

import dev.sluice.ledger.bodies.SealedBodies;
import dev.sluice.ledger.bodies.SealedBody;
import dev.sluice.ledger.bodies.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sealed bodies in the database. */
public final class StoredBodies implements SealedBodies {

  private static final String INSERT =
      "INSERT INTO bodies (id, side, time, length, cut, size, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (id, side) DO NOTHING";
  private static final String SELECT =
      "SELECT id, side, time, length, cut, sealed FROM bodies WHERE id = ? ORDER BY side";
  private static final String OLDEST =
      "(SELECT id, side FROM bodies ORDER BY time, id, side LIMIT ?)";

  private final Database database;

  public StoredBodies(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Void> append(List<SealedBody> bodies) {
    return database.write(connection -> insert(connection, bodies)).thenAccept(_ -> {});
  }

  private static int insert(Connection connection, List<SealedBody> bodies) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (SealedBody body : bodies) {
        insert.setString(1, body.id());
        insert.setString(2, body.side().label());
        insert.setLong(3, body.time().toEpochMilli());
        insert.setLong(4, body.length());
        insert.setInt(5, body.cut() ? 1 : 0);
        insert.setInt(6, body.sealed().length);
        insert.setBytes(7, body.sealed());
        insert.addBatch();
      }
      return insert.executeBatch().length;
    }
  }

  @Override
  public CompletionStage<List<SealedBody>> of(String id) {
    return database.read(connection -> {
      List<SealedBody> found = new ArrayList<>();
      try (PreparedStatement select = connection.prepareStatement(SELECT)) {
        select.setString(1, id);
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            found.add(read(rows));
          }
        }
      }
      return found;
    });
  }

  private static SealedBody read(ResultSet row) throws SQLException {
    return new SealedBody(
        row.getString(1),
        Side.of(row.getString(2)),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getLong(4),
        row.getInt(5) != 0,
        row.getBytes(6));
  }

  @Override
  public CompletionStage<Integer> deleteBefore(Instant time, int most) {
    return database.write(connection -> {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "DELETE FROM bodies WHERE time < ? AND (id, side) IN " + OLDEST)) {
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
          connection.prepareStatement("DELETE FROM bodies WHERE (id, side) IN " + OLDEST)) {
        delete.setInt(1, count);
        return delete.executeUpdate();
      }
    });
  }

  @Override
  public CompletionStage<Long> size() {
    return database.read(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT coalesce(sum(size), 0) FROM bodies")) {
        return rows.next() ? rows.getLong(1) : 0L;
      }
    });
  }
}
