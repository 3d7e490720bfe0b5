package dev.sluice.store;

import dev.sluice.access.AccessRepository;
import dev.sluice.access.AuditCheck;
import dev.sluice.access.AuditEntry;
import dev.sluice.access.AuditNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Issued keys, people and the trail of what was done, in the database. */
public final class StoredAccess implements AccessRepository {

  private static final String KEY_IS =
      "INSERT INTO issued_keys ("
          + AccessRow.KEY
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (id) DO UPDATE SET terms = excluded.terms, prefix = excluded.prefix,"
          + " digest = excluded.digest, former_digest = excluded.former_digest,"
          + " former_until = excluded.former_until, sealed = excluded.sealed";
  private static final String USER_IS =
      "INSERT INTO users (id, profile, created) VALUES (?, ?, ?)"
          + " ON CONFLICT (id) DO UPDATE SET profile = excluded.profile";
  private static final String NOTE =
      "INSERT INTO audit (" + AccessRow.AUDIT + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  private final Database database;

  public StoredAccess(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<Kept> load() {
    /* By the writer, which makes the tables where they are not there yet. */
    return database.write(connection ->
        new Kept(
            all(
                connection,
                "SELECT " + AccessRow.KEY + " FROM issued_keys ORDER BY created, id",
                AccessRow::key),
            all(
                connection,
                "SELECT id, profile, created FROM users ORDER BY created, id",
                AccessRow::user)));
  }

  /** Reads one row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> all(Connection connection, String sql, Row<T> row)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(row.read(rows));
      }
    }
    return found;
  }

  @Override
  public CompletionStage<AuditEntry> keep(Optional<Change> change, AuditNote note) {
    return database.write(connection -> {
      if (change.isPresent()) {
        make(connection, change.get());
      }
      return append(connection, note);
    });
  }

  private static void make(Connection connection, Change change) throws SQLException {
    switch (change) {
      case Change.KeyIs(var key) ->
          run(connection, KEY_IS, statement -> AccessRow.bind(statement, key));
      case Change.KeyGone(var id) ->
          run(
              connection,
              "DELETE FROM issued_keys WHERE id = ?",
              statement -> statement.setString(1, id));
      case Change.UserIs(var user) ->
          run(connection, USER_IS, statement -> AccessRow.bind(statement, user));
      case Change.UserGone(var id) ->
          run(
              connection,
              "DELETE FROM users WHERE id = ?",
              statement -> statement.setString(1, id));
    }
  }

  /** Puts values into a statement. */
  private interface Values {
    void into(PreparedStatement statement) throws SQLException;
  }

  private static void run(Connection connection, String sql, Values values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      values.into(statement);
      statement.executeUpdate();
    }
  }

  private static AuditEntry append(Connection connection, AuditNote note) throws SQLException {
    List<AuditEntry> last =
        all(
            connection,
            "SELECT " + AccessRow.AUDIT + " FROM audit ORDER BY number DESC LIMIT 1",
            AccessRow::entry);
    AuditEntry entry =
        last.isEmpty()
            ? AuditEntry.after(0, AuditEntry.NOTHING, note)
            : AuditEntry.after(last.getFirst().number(), last.getFirst().hash(), note);
    run(connection, NOTE, statement -> AccessRow.bind(statement, entry));
    return entry;
  }

  @Override
  public CompletionStage<AuditCheck> check() {
    return database.read(connection -> {
      var walk = new AuditCheck.Walk();
      try (var statement = connection.createStatement();
          var rows =
              statement.executeQuery("SELECT " + AccessRow.AUDIT + " FROM audit ORDER BY number")) {
        while (rows.next()) {
          walk.see(AccessRow.entry(rows));
        }
      }
      return walk.done();
    });
  }

  @Override
  public CompletionStage<List<AuditEntry>> trail(long before, int limit) {
    return database.read(connection -> {
      List<AuditEntry> found = new ArrayList<>();
      try (var select =
          connection.prepareStatement(
              "SELECT "
                  + AccessRow.AUDIT
                  + " FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?")) {
        select.setLong(1, before);
        select.setInt(2, limit);
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            found.add(AccessRow.entry(rows));
          }
        }
      }
      return found;
    });
  }
}
