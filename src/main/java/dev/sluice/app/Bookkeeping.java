package dev.sluice.app;

import dev.sluice.admin.Books;
import dev.sluice.admin.Meters;
import dev.sluice.base.Secret;
import dev.sluice.channel.ChannelKey;
import dev.sluice.config.Settings;
import dev.sluice.config.StoreSeal;
import dev.sluice.ledger.Backlog;
import dev.sluice.ledger.Inbox;
import dev.sluice.ledger.LedgerVerticle;
import dev.sluice.ledger.Pruning;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.Retention;
import dev.sluice.ledger.bodies.BodiesVerticle;
import dev.sluice.ledger.bodies.BodyLog;
import dev.sluice.ledger.bodies.BodyMask;
import dev.sluice.ledger.bodies.BodyPruning;
import dev.sluice.ledger.bodies.BodyRetention;
import dev.sluice.ledger.bodies.KeptBodies;
import dev.sluice.routing.Routes;
import dev.sluice.store.Database;
import dev.sluice.store.StoredAccess;
import dev.sluice.store.StoredBodies;
import dev.sluice.store.StoredRequests;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The way of a record: from its exchange over the inbox into the log, the meters and the store. */
final class Bookkeeping implements AutoCloseable {

  static final String FILE = "sluice.db";

  /**
   * Who is told of records.
   *
   * @param atOnce on the event loop of the exchange
   * @param soon a moment later, beside the meters
   */
  record Ears(Consumer<RequestRecord> atOnce, Consumer<RequestRecord> soon) {}

  private final Routes routes;
  private final Ears ears;
  private final Inbox inbox = new Inbox();
  private final Backlog backlog = new Backlog();
  private final boolean kept;
  private final Database database;
  private final StoredRequests requests;
  private final StoredBodies bodies;
  private final StoreSeal seal;
  private final BodyLog bodyLog;
  private final Meters meters;

  Bookkeeping(Settings settings, StoreSeal seal, Routes routes, IntSupplier live, Ears ears) {
    this.routes = routes;
    this.ears = ears;
    this.kept = Files.exists(settings.dataDir().resolve(FILE));
    this.database = Database.at(settings.dataDir().resolve(FILE)).prepare();
    this.requests = new StoredRequests(database);
    this.bodies = new StoredBodies(database);
    this.seal = seal;
    this.bodyLog = new BodyLog(settings.bodyLogs());
    this.meters = new Meters(() -> routes.now().channels(), live);
    meters.watch(inbox, backlog, bodyLog);
  }

  void take(RequestRecord record) {
    inbox.offer(record);
    ears.atOnce().accept(record);
  }

  Books shown() {
    return new Books(requests, new KeptBodies(bodies, seal), meters);
  }

  /** Whether a database was there before. */
  boolean kept() {
    return kept;
  }

  /** Who comes in and on whose account, kept in the same database. */
  Reception reception(Settings settings) {
    return new Reception(settings, new StoredAccess(database), seal);
  }

  BodyLog bodyLog() {
    return bodyLog;
  }

  BodiesVerticle bodies(List<Secret> accessKeys) {
    return new BodiesVerticle(
        bodyLog,
        bodies,
        seal,
        new BodyMask(() -> secrets(accessKeys)),
        new BodyPruning(bodies, BodyRetention.DEFAULT, InstantSource.system()));
  }

  private List<Secret> secrets(List<Secret> accessKeys) {
    return Stream.concat(
            accessKeys.stream(),
            routes.now().channels().stream()
                .flatMap(channel -> channel.keys().stream())
                .map(ChannelKey::secret)
                .flatMap(Optional::stream))
        .toList();
  }

  LedgerVerticle verticle() {
    return new LedgerVerticle(
        inbox,
        backlog,
        requests,
        new Pruning(requests, Retention.DEFAULT, InstantSource.system()),
        record -> {
          meters.count(record);
          ears.soon().accept(record);
        },
        System::nanoTime);
  }

  @Override
  public void close() {
    database.close();
  }
}
