package dev.sluice.store;

import dev.sluice.config.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A copy of the database file as it was before its schema changes. */
final class Snapshot {

  private static final Logger log = LoggerFactory.getLogger(Snapshot.class);

  private Snapshot() {}

  /** Beside the file, named after the version that it has; one that is there already stays. */
  static void take(String url, int version) throws SQLException {
    Path file = Path.of(url.replaceFirst("^jdbc:sqlite:", "").replaceFirst("\\?.*$", ""));
    Path copy = file.resolveSibling(file.getFileName() + ".v" + version + ".bak");
    if (Files.exists(copy)) {
      return;
    }
    Path unfinished = file.resolveSibling(copy.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(unfinished);
      PrivateFile.open(unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
          .close();
      try (Connection connection = DriverManager.getConnection(url);
          var into = connection.prepareStatement("VACUUM INTO ?")) {
        into.setString(1, unfinished.toString());
        into.execute();
      }
      Files.move(unfinished, copy);
      log.info("The database is upgraded; as it was it stands in {}", copy);
    } catch (IOException e) {
      throw new SQLException(copy + " cannot be written: " + e.getMessage(), e);
    }
  }
}
