package dev.sluice.app;

import dev.sluice.ledger.RequestRecords;
import dev.sluice.store.Database;
import dev.sluice.store.StoredRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The request log of a gateway that does not run, to be read alone. */
public final class StoredLog implements AutoCloseable {

  private final Database database;

  private StoredLog(Database database) {
    this.database = database;
  }

  /** Empty when no gateway has ever run on this folder. */
  public static Optional<StoredLog> in(Path dataDir) {
    Path file = dataDir.resolve(Bookkeeping.FILE);
    return Files.exists(file) ? Optional.of(new StoredLog(Database.at(file))) : Optional.empty();
  }

  public RequestRecords requests() {
    return new StoredRequests(database);
  }

  @Override
  public void close() {
    database.close();
  }
}
