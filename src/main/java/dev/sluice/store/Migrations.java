package dev.sluice.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date: numbered SQL, each run once. */
final class Migrations {

  /** The number of the newest; a database that has it is not looked at any further. */
  static final int NEWEST = 6;

  private static final String PLACE = "classpath:dev/sluice/store/migrations";
  private static final String APPLIED =
      "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success = 1";

  private Migrations() {}

  static synchronized void bringUpToDate(String url) throws SQLException {
    int before = applied(url);
    if (before >= NEWEST) {
      return;
    }
    if (before > 0) {
      Snapshot.take(url, before);
    }
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(url, "", "")
          .locations(PLACE)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  /** The number of the newest migration that the database has seen, or 0. */
  static int applied(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        var tables =
            connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
      if (!tables.next()) {
        return 0;
      }
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(APPLIED)) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }
}
