package dev.sluice.app;

import dev.sluice.admin.Books;
import dev.sluice.admin.Meters;
import dev.sluice.ledger.Backlog;
import dev.sluice.ledger.Inbox;
import dev.sluice.ledger.LedgerVerticle;
import dev.sluice.ledger.Pruning;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.Retention;
import dev.sluice.routing.Routes;
import dev.sluice.store.Database;
import dev.sluice.store.StoredRequests;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

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

  private final Ears ears;
  private final Inbox inbox = new Inbox();
  private final Backlog backlog = new Backlog();
  private final Database database;
  private final StoredRequests requests;
  private final Meters meters;

  Bookkeeping(Path dataDir, Routes routes, IntSupplier live, Ears ears) {
    this.ears = ears;
    this.database = Database.at(dataDir.resolve(FILE));
    this.requests = new StoredRequests(database);
    this.meters = new Meters(() -> routes.now().channels(), live);
    meters.watch(inbox, backlog);
  }

  /** Makes the file, if no record has come before. */
  void open() {
    database.prepare();
  }

  void take(RequestRecord record) {
    inbox.offer(record);
    ears.atOnce().accept(record);
  }

  Books shown() {
    return new Books(requests, meters);
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
