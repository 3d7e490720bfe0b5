package dev.sluice.app;

import dev.sluice.admin.Trail;
import dev.sluice.config.StoreSeal;
import dev.sluice.ledger.RequestRecords;
import dev.sluice.ledger.bodies.KeptBodies;
import dev.sluice.ledger.price.BundledPrices;
import dev.sluice.ledger.price.Prices;
import dev.sluice.ledger.price.Recomputation;
import dev.sluice.ledger.stats.Statistics;
import dev.sluice.store.Database;
import dev.sluice.store.StoredAccess;
import dev.sluice.store.StoredBodies;
import dev.sluice.store.StoredCharges;
import dev.sluice.store.StoredPrices;
import dev.sluice.store.StoredRequests;
import dev.sluice.store.StoredStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The books of a gateway that does not run. */
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
    return Files.exists(file) ? Optional.of(make(dataDir, environment)) : Optional.empty();
  }

  public KeptBodies bodies() {
    return new KeptBodies(new StoredBodies(database), seal);
  }

  /** The same, made when there was none. */
  public static StoredLog make(Path dataDir, Map<String, String> environment) {
    return new StoredLog(
        Database.at(dataDir.resolve(Bookkeeping.FILE)), StoreSeal.of(environment, dataDir));
  }

  public Statistics statistics() {
    return new StoredStatistics(database);
  }

  /** What models cost, with what this program brought. */
  public CompletionStage<Prices> prices() {
    var prices =
        new Prices(BundledPrices.read(), new StoredPrices(database), InstantSource.system());
    return prices.open().thenApply(_ -> prices);
  }

  /** Computes costs again. */
  public Recomputation recomputation(Prices prices) {
    return new Recomputation(new StoredCharges(database), prices);
  }

  /** Where it is noted what is done here. */
  public Trail trail() {
    return new Trail(note -> new StoredAccess(database).keep(Optional.empty(), note));
  }

  public RequestRecords requests() {
    return new StoredRequests(database);
  }

  @Override
  public void close() {
    database.close();
  }
}
