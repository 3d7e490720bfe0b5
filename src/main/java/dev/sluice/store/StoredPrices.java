package dev.sluice.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.ledger.price.Listed;
import dev.sluice.ledger.price.PriceBook;
import dev.sluice.ledger.price.PriceText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Prices in the database; one that is taken out of use stays to be looked up. */
public final class StoredPrices implements PriceBook {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SELECT =
      "SELECT revision, model, valid_from, source, price FROM prices WHERE ";
  private static final String INSERT =
      "INSERT INTO prices (revision, model, valid_from, source, price) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT (revision) DO UPDATE SET withdrawn = 0";

  private final Database database;

  public StoredPrices(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<List<Listed>> load() {
    return database.write(connection -> select(connection, "withdrawn = 0"));
  }

  @Override
  public CompletionStage<Optional<Listed>> find(String revision) {
    return database.read(
        connection -> select(connection, "revision = ?", revision).stream().findFirst());
  }

  private static List<Listed> select(Connection connection, String where, String... values)
      throws SQLException {
    List<Listed> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
      for (int i = 0; i < values.length; i++) {
        select.setString(i + 1, values[i]);
      }
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
    }
    return found;
  }

  private static Listed read(ResultSet row) throws SQLException {
    try {
      return new Listed(
          row.getString(2),
          LocalDate.parse(row.getString(3)),
          Listed.Source.of(row.getString(4)),
          PriceText.read(JSON.readTree(row.getString(5))),
          row.getString(1));
    } catch (JsonProcessingException e) {
      throw new SQLException("a price cannot be read", e);
    }
  }

  @Override
  public CompletionStage<Void> change(List<Listed> added, List<String> withdrawn) {
    return database
        .write(connection -> {
          withdraw(connection, withdrawn);
          return insert(connection, added);
        })
        .thenAccept(_ -> {});
  }

  private static int insert(Connection connection, List<Listed> added) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Listed each : added) {
        insert.setString(1, each.revision());
        insert.setString(2, each.model());
        insert.setString(3, each.from().toString());
        insert.setString(4, each.source().label());
        insert.setString(5, PriceText.of(each.price()).toString());
        insert.addBatch();
      }
      return insert.executeBatch().length;
    }
  }

  private static void withdraw(Connection connection, List<String> revisions) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE prices SET withdrawn = 1 WHERE revision = ?")) {
      for (String revision : revisions) {
        update.setString(1, revision);
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
