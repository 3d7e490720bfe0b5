package dev.sluice.app;

import dev.sluice.admin.AccessDesk;
import dev.sluice.config.PrivateFile;
import dev.sluice.config.StoreSeal;
import dev.sluice.store.Database;
import dev.sluice.store.StoredAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The issued keys and people of a gateway that does not run. */
public final class StoredDesk implements AutoCloseable {

  private final Database database;
  private final AccessDesk desk;

  private StoredDesk(Database database, AccessDesk desk) {
    this.database = database;
    this.desk = desk;
  }

  /**
   * @param environment may have the key that seals
   */
  public static StoredDesk in(Path dataDir, Map<String, String> environment) throws IOException {
    PrivateFile.folder(dataDir);
    Database database = Database.at(dataDir.resolve(Bookkeeping.FILE));
    var seal = StoreSeal.of(environment, dataDir);
    return new StoredDesk(database, Reception.closed(new StoredAccess(database), seal).desk());
  }

  public AccessDesk desk() {
    return desk;
  }

  @Override
  public void close() {
    database.close();
  }
}
