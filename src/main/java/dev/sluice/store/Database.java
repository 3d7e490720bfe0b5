package dev.sluice.store;

import dev.sluice.config.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.sqlite.SQLiteConfig;

/** One SQLite file: a single writer, a few readers, none of whom its callers wait for. */
public final class Database implements AutoCloseable {

  private static final int READERS = 2;
  private static final int BUSY_MS = 5_000;
  private static final String PRAGMAS =
      "?journal_mode=WAL&busy_timeout="
          + BUSY_MS
          + "&synchronous=NORMAL&foreign_keys=on"
          // Else the driver asks for the last row's number after each one.
          + "&jdbc.get_generated_keys=false"
          // 16 MB: pages that every batch changes are copied into the file less often.
          + "&wal_autocheckpoint=4000";

  private final Lane writer;
  private final List<Lane> readers;

  private Database(Path file) {
    this.writer = new Lane("store-writer", () -> openToWrite(file));
    this.readers =
        IntStream.rangeClosed(1, READERS)
            .mapToObj(number -> new Lane("store-reader-" + number, () -> openToRead(file)))
            .toList();
  }

  /** The file, made and brought up to date when it is first used. */
  public static Database at(Path file) {
    return new Database(file);
  }

  /** Makes the file now rather than at the first write, if that can be. */
  public void prepare() {
    var _ = writer.run(_ -> true);
  }

  /** Does the work in one transaction, or none of it. */
  <T> CompletableFuture<T> write(Work<T> work) {
    return writer.run(connection -> {
      T result = work.with(connection);
      connection.commit();
      return result;
    });
  }

  <T> CompletableFuture<T> read(Work<T> work) {
    return readers.stream().min(Comparator.comparingInt(Lane::waiting)).orElseThrow().run(work);
  }

  private static Connection openToWrite(Path file) throws SQLException {
    make(file);
    Migrations.bringUpToDate(url(file));
    Connection connection = DriverManager.getConnection(url(file));
    connection.setAutoCommit(false);
    return connection;
  }

  private static void make(Path file) throws SQLException {
    try {
      PrivateFile.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)).close();
    } catch (IOException e) {
      throw new SQLException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /*
   * Whoever reads before the first write has the file made, by the one who may; who reads alone
   * finds what an earlier version left.
   */
  private Connection openToRead(Path file) throws SQLException {
    if (Files.isRegularFile(file)) {
      Migrations.bringUpToDate(url(file));
    } else {
      writer.run(_ -> true).join();
    }
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MS);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath() + PRAGMAS;
  }

  /** Waits for what has been begun. */
  @Override
  public void close() {
    readers.forEach(Lane::close);
    writer.close();
  }
}
