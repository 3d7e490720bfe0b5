package dev.sluice.app;

import dev.sluice.access.AccessKeys;
import dev.sluice.access.Front;
import dev.sluice.access.Gate;
import dev.sluice.access.KnockLimiter;
import dev.sluice.admin.AdminRouter;
import dev.sluice.admin.AdminVerticle;
import dev.sluice.admin.Doorway;
import dev.sluice.admin.Glance;
import dev.sluice.admin.doctor.Premises;
import dev.sluice.admin.session.SignInRules;
import dev.sluice.base.Secret;
import dev.sluice.base.Version;
import dev.sluice.bus.Topic;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.ConfigStatus;
import dev.sluice.config.SessionKey;
import dev.sluice.config.Settings;
import dev.sluice.config.StoreSeal;
import dev.sluice.ledger.RequestLog;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.live.LiveRequest;
import dev.sluice.limit.Limits;
import dev.sluice.net.OutboundSettings;
import dev.sluice.proxy.BodyBudget;
import dev.sluice.proxy.ProxyVerticle;
import dev.sluice.proxy.Surroundings;
import dev.sluice.routing.Routes;
import dev.sluice.routing.Sessions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The running whole: what is made of what, in which order it starts and how it stops. */
public final class Gateway {

  private static final int START_SECONDS = 30;

  /**
   * The database opens behind the first answers: records wait for it, requests do not. It would
   * take a fifth of the time to start.
   */
  private static final int OPEN_BOOKS_AFTER_MS = 1_000;

  /** What streams that are ended get to tell their callers why. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Settings settings;
  private final Routes routes = new Routes();
  private final AtomicReference<ConfigStatus> configuration =
      new AtomicReference<>(ConfigStatus.UNLOADED);
  private final AtomicBoolean draining = new AtomicBoolean();
  private final BodyBudget bodies = new BodyBudget();
  private final List<ProxyVerticle> proxies = new CopyOnWriteArrayList<>();
  private final Patience patience = new Patience();
  private final Supervisor supervisor;
  private final Bookkeeping books;
  private final Reception reception;

  private Gateway(
      Vertx vertx, Settings settings, Map<String, String> environment, Bookkeeping.Ears ears) {
    this.vertx = vertx;
    this.settings = settings;
    this.supervisor = new Supervisor(vertx);
    this.books =
        new Bookkeeping(
            settings, StoreSeal.of(environment, settings.dataDir()), routes, this::live, ears);
    this.reception = books.reception(settings);
  }

  /**
   * Starts and returns once the port is open.
   *
   * @param accessKeys at least one
   * @param environment for {@code env:} references of the document
   */
  public static Gateway start(
      Settings settings, List<Secret> accessKeys, Map<String, String> environment)
      throws Exception {
    return start(
        settings, accessKeys, environment, new Bookkeeping.Ears(_ -> {}, new RequestLog()::write));
  }

  /** As above, but records are told to the given one, at once, instead of the log. */
  public static Gateway start(
      Settings settings,
      List<Secret> accessKeys,
      Map<String, String> environment,
      Consumer<RequestRecord> records)
      throws Exception {
    return start(settings, accessKeys, environment, new Bookkeeping.Ears(records, _ -> {}));
  }

  private static Gateway start(
      Settings settings, List<Secret> keys, Map<String, String> environment, Bookkeeping.Ears ears)
      throws Exception {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(loops + 1).setPreferNativeTransport(true));
    Topic.open(vertx);
    var gateway = new Gateway(vertx, settings, environment, ears);
    try {
      gateway.deploy(keys, environment, loops).await(START_SECONDS, TimeUnit.SECONDS);
      RunFile.write(settings, gateway.port());
      return gateway;
    } catch (Exception e) {
      vertx.close().await(START_SECONDS, TimeUnit.SECONDS);
      gateway.books.close();
      throw e;
    }
  }

  private Future<?> deploy(List<Secret> accessKeys, Map<String, String> environment, int loops)
      throws IOException {
    var sessionKey = SessionKey.of(settings.front().signingSecret(), settings.dataDir());
    InstantSource clock = InstantSource.system();
    var outbound = OutboundSettings.of(settings.allowPrivateUpstreams());
    var file = ConfigFile.at(settings.configPath(), settings.dataDir(), environment, clock);
    var front = new Front(settings.front());
    var gate = new Gate(new AccessKeys(accessKeys), reception.issued(), new KnockLimiter(clock));
    var glance =
        new Glance(
            routes,
            configuration,
            draining,
            clock,
            clock.instant(),
            Version.current(),
            new Premises(settings, accessKeys, file),
            books::health);
    var around =
        new Surroundings(
            settings,
            routes,
            new Sessions(System::nanoTime),
            gate,
            front,
            reception.issued(),
            reception.budgets(),
            books.prices(),
            bodies,
            books::take,
            books.bodyLog(),
            books::journal,
            clock,
            draining);
    var rules = new SignInRules(sessionKey, settings.front().signedIn(), clock);
    var doorway = new Doorway(front, rules, settings.webUi(), this::running);
    var owners = new Owners(settings, routes, configuration);
    return supervisor
        .keep("configuration", () -> owners.configuration(file))
        .compose(_ -> supervisor.keep("key ring", owners::keyRing))
        .compose(_ -> supervisor.keep("health", () -> owners.health(outbound)))
        .compose(_ -> supervisor.keep("ledger", books::verticle))
        .compose(_ -> supervisor.keep("access", () -> reception.verticle(this::limitsChannels)))
        .compose(_ -> supervisor.keep("bodies", () -> books.bodies(accessKeys)))
        .compose(
            _ -> supervisor.keep("admin", () -> new AdminVerticle(glance, file, reception.desk())))
        .compose(_ ->
            vertx.deployVerticle(
                () -> proxy(around, outbound, glance, doorway),
                new DeploymentOptions().setInstances(loops)))
        .onSuccess(_ -> {
          supervisor.watch();
          vertx.setTimer(OPEN_BOOKS_AFTER_MS, _ -> books.open());
        });
  }

  private boolean limitsChannels() {
    return routes.now().configuration().channels().stream()
        .anyMatch(channel -> !channel.limits().equals(Limits.NONE));
  }

  private ProxyVerticle proxy(
      Surroundings around, OutboundSettings outbound, Glance glance, Doorway doorway) {
    var proxy =
        new ProxyVerticle(
            around,
            outbound,
            own -> AdminRouter.on(own, glance, around.gate(), books.shown(), doorway));
    proxies.add(proxy);
    return proxy;
  }

  private Future<List<LiveRequest>> running() {
    var looks = proxies.stream().map(ProxyVerticle::running).toList();
    return Future.all(looks)
        .map(_ -> looks.stream().flatMap(look -> look.result().stream()).toList());
  }

  public int port() {
    return proxies.getFirst().port();
  }

  /** Exchanges that have not ended. */
  public int live() {
    return proxies.stream().mapToInt(ProxyVerticle::live).sum();
  }

  /** Bytes of request bodies held. */
  public long bodyBytes() {
    return bodies.held();
  }

  public Routes routes() {
    return routes;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  Vertx vertx() {
    return vertx;
  }

  /**
   * Stops in order: look away, accept for a moment longer, then no more, let streams finish. Blocks
   * until all is down, once; {@link #cutShort} makes it hurry.
   */
  public void stop() {
    if (draining.getAndSet(true)) {
      return;
    }
    supervisor.stop();
    patience.last(settings.drainDelay());
    Duration atMost = settings.grace().plus(LAST_WORDS);
    var stopped = Future.join(proxies.stream().map(proxy -> proxy.shutdown(atMost)).toList());
    stopped.onComplete(_ -> patience.end());
    patience.last(settings.grace());
    if (!stopped.isComplete()) {
      endStreams();
    }
    Patience.quietly(stopped, LAST_WORDS.plus(LAST_WORDS));
    Patience.quietly(vertx.undeploy(supervisor.deployment("ledger")), Duration.ofSeconds(5));
    Patience.quietly(vertx.undeploy(supervisor.deployment("bodies")), Duration.ofSeconds(5));
    Patience.quietly(vertx.close(), Duration.ofSeconds(5));
    books.close();
    RunFile.remove(settings);
  }

  /** Ends every running stream at once by an error of its protocol, and waits for no other. */
  public void cutShort() {
    endStreams();
    if (draining.get()) {
      patience.end();
    }
  }

  private void endStreams() {
    Patience.quietly(
        Future.join(proxies.stream().map(ProxyVerticle::cutShort).toList()), Duration.ofSeconds(2));
  }
}
