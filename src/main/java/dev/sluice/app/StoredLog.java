package dev.sluice.app;

import dev.sluice.config.StoreSeal;
import dev.sluice.ledger.RequestRecords;
import dev.sluice.ledger.bodies.KeptBodies;
import dev.sluice.store.Database;
import dev.sluice.store.StoredBodies;
import dev.sluice.store.StoredRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The request log of a gateway that does not run, to be read alone. */
public final class StoredLog implements AutoCloseable {

  private final Database database;
  private final StoreSeal seal;

  private StoredLog(Database database, StoreSeal seal) {
    this.database = database;
    this.seal = seal;
  }

  /**
   * Empty when no gateway has ever run on this folder.
   *
   * @param environment may have the key that opens bodies
   */
  public static Optional<StoredLog> in(Path dataDir, Map<String, String> environment) {
    Path file = dataDir.resolve(Bookkeeping.FILE);
    return Files.exists(file)
        ? Optional.of(new StoredLog(Database.at(file), StoreSeal.of(environment, dataDir)))
        : Optional.empty();
  }

  public KeptBodies bodies() {
    return new KeptBodies(new StoredBodies(database), seal);
  }

  public RequestRecords requests() {
    return new StoredRequests(database);
  }

  @Override
  public void close() {
    database.close();
  }
}
