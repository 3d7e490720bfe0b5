package dev.sluice.app;

import dev.sluice.admin.Books;
import dev.sluice.admin.BooksHealth;
import dev.sluice.admin.Meters;
import dev.sluice.admin.PriceFeed;
import dev.sluice.admin.Trail;
import dev.sluice.base.Secret;
import dev.sluice.channel.ChannelKey;
import dev.sluice.config.RetentionConfig;
import dev.sluice.config.Settings;
import dev.sluice.config.StoreSeal;
import dev.sluice.ledger.Backlog;
import dev.sluice.ledger.Inbox;
import dev.sluice.ledger.Journal;
import dev.sluice.ledger.LedgerVerticle;
import dev.sluice.ledger.Pruning;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.bodies.BodiesVerticle;
import dev.sluice.ledger.bodies.BodyLog;
import dev.sluice.ledger.bodies.BodyMask;
import dev.sluice.ledger.bodies.BodyPruning;
import dev.sluice.ledger.bodies.KeptBodies;
import dev.sluice.ledger.journal.Journals;
import dev.sluice.ledger.journal.Policy;
import dev.sluice.ledger.price.BundledPrices;
import dev.sluice.ledger.price.Prices;
import dev.sluice.ledger.price.Recomputation;
import dev.sluice.net.OutboundSettings;
import dev.sluice.routing.Routes;
import dev.sluice.store.Database;
import dev.sluice.store.StoredAccess;
import dev.sluice.store.StoredBodies;
import dev.sluice.store.StoredCharges;
import dev.sluice.store.StoredPrices;
import dev.sluice.store.StoredRequests;
import dev.sluice.store.StoredSpending;
import dev.sluice.store.StoredStatistics;
import dev.sluice.store.StoredSums;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a record: from its exchange over the inbox into the log, the meters and the store. */
final class Bookkeeping implements AutoCloseable {

  static final String FILE = "sluice.db";
  static final String JOURNALS = "journal";

  private static final Logger log = LoggerFactory.getLogger(Bookkeeping.class);

  /**
   * Who is told of records.
   *
   * @param atOnce on the event loop of the exchange
   * @param soon a moment later, beside the meters
   */
  record Ears(Consumer<RequestRecord> atOnce, Consumer<RequestRecord> soon) {}

  private final Settings settings;
  private final Routes routes;
  private final Ears ears;
  private final Inbox inbox = new Inbox();
  private final Backlog backlog = new Backlog();
  private final Database database;
  private final Journals journals;
  private final List<RequestRecord> recovered;
  private final Prices prices;
  private final Recomputation recomputation;
  private final PricedRecords requests;
  private final StoredBodies bodies;
  private final StoreSeal seal;
  private final BodyLog bodyLog;
  private final Meters meters;

  /* Held here, as the meters hold it weakly. */
  private final Supplier<BooksHealth> health;

  Bookkeeping(Settings settings, StoreSeal seal, Routes routes, IntSupplier live, Ears ears) {
    this.settings = settings;
    this.routes = routes;
    this.ears = ears;
    this.database = Database.at(settings.dataDir().resolve(FILE));
    this.journals =
        Journals.in(
            settings.dataDir().resolve(JOURNALS),
            settings.books().journalBytes(),
            settings.books().refuseUnbooked() ? Policy.REFUSE : Policy.SERVE);
    this.prices =
        new Prices(BundledPrices.read(), new StoredPrices(database), InstantSource.system());
    this.recomputation = new Recomputation(new StoredCharges(database), prices);
    this.requests = new PricedRecords(new StoredRequests(database), prices, journals);
    this.bodies = new StoredBodies(database);
    this.seal = seal;
    this.bodyLog = new BodyLog(settings.bodyLogs());
    this.meters = new Meters(() -> routes.now().channels(), live);
    meters.watch(inbox, backlog, bodyLog);
    this.health = this::health;
    meters.watch(health);
    this.recovered = List.copyOf(journals.recovered());
    recovered.forEach(inbox::offer);
  }

  /** Makes the file and reads the prices, if no record has come before. */
  void open() {
    database.prepare();
    prices
        .open()
        .whenComplete((_, failure) -> {
          if (failure != null) {
            log.warn("The prices cannot be read yet: {}", failure.getMessage());
          }
        });
  }

  /** What attempts are charged with. */
  Prices prices() {
    return prices;
  }

  /** For one event loop. */
  Journal journal() {
    return journals.next();
  }

  BooksHealth health() {
    String journal = journals.full() ? "full" : BooksHealth.OK;
    return new BooksHealth(
        journals.problem().isPresent() ? "unavailable" : journal,
        requests.away() ? "away" : BooksHealth.OK,
        backlog.size(),
        journals.unbooked(),
        inbox.dropped() + backlog.dropped());
  }

  void take(RequestRecord record) {
    inbox.offer(record);
    ears.atOnce().accept(record);
  }

  Books shown() {
    return new Books(
        requests,
        new KeptBodies(bodies, seal),
        new StoredStatistics(database),
        prices,
        recomputation,
        new PriceFeed(settings, OutboundSettings.of(settings.allowPrivateUpstreams())),
        meters,
        new Trail(note -> new StoredAccess(database).keep(Optional.empty(), note)),
        settings.sessionTtl());
  }

  /** Who comes in and on whose account, kept in the same database. */
  Reception reception(Settings settings) {
    var spending = new StoredSpending(database);
    Instant begun = InstantSource.system().instant();
    return new Reception(
        settings,
        new StoredAccess(database),
        now ->
            prices
                .open()
                .thenCompose(_ ->
                    spending.until(now, begun, recovered.stream().map(requests::priced).toList())),
        seal,
        () -> routes.now().configuration().timeZone());
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
        new BodyPruning(bodies, this::retention, InstantSource.system()));
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

  private RetentionConfig retention() {
    return routes.now().configuration().retention();
  }

  LedgerVerticle verticle() {
    return new LedgerVerticle(
        inbox,
        backlog,
        requests,
        new Pruning(requests, new StoredSums(database), this::retention, InstantSource.system()),
        requests::priced,
        record -> {
          meters.count(record);
          ears.soon().accept(record);
        },
        System::nanoTime);
  }

  @Override
  public void close() {
    database.close();
    journals.close();
  }
}
