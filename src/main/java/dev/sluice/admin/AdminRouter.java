package dev.sluice.admin;

import dev.sluice.access.Front;
import dev.sluice.access.Gate;
import dev.sluice.admin.panel.Panel;
import dev.sluice.admin.session.SignIns;
import dev.sluice.base.RequestId;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything on the one port that is no inference; what is not in the table is denied. */
public final class AdminRouter {

  private static final int[] FAILURES = {400, 401, 403, 404, 405, 406, 413, 414, 415, 500};
  private static final long MOST_BYTES = 4L << 20;
  private static final long MOST_SIGN_IN_BYTES = 16L << 10;

  private final Vertx vertx;
  private final Glance glance;
  private final KeyCheck keyCheck;
  private final Books books;
  private final AdminEdge edge;
  private final DocumentationPages pages;
  private final Doorway doorway;
  private final SignInFace signIns;

  private AdminRouter(Vertx vertx, Glance glance, Gate gate, Books books, Doorway doorway) {
    this.vertx = vertx;
    this.glance = glance;
    this.books = books;
    this.doorway = doorway;
    this.edge = new AdminEdge(vertx);
    var sessions = SignIns.on(vertx, doorway.rules());
    this.keyCheck = new KeyCheck(gate, doorway, sessions);
    this.signIns = new SignInFace(gate, doorway, sessions, edge);
    this.pages = new DocumentationPages(vertx);
  }

  /** For the event loop that calls it. */
  public static Handler<HttpServerRequest> on(
      Vertx vertx, Glance glance, Gate gate, Books books, Doorway doorway) {
    Router own = new AdminRouter(vertx, glance, gate, books, doorway).router();
    Front front = doorway.front();
    if (front.basePath().isEmpty()) {
      return own;
    }
    Router below = withErrors(Router.router(vertx));
    below.route(front.basePath() + "/*").subRouter(own);
    return request -> {
      String path = String.valueOf(request.path());
      (front.path(path).equals(path) ? own : below).handle(request);
    };
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(this::dressed);
    signInAndOut(router);
    open(router);
    router.route("/api/*").handler(keyCheck::check);
    router.route("/metrics").handler(keyCheck::check);
    guarded(router);
    otherMethods(router);
    if (doorway.panel()) {
      Panel.serve(vertx, router, doorway.front());
    }
    router.get("/").handler(AdminRouter::greet);
    router.route().handler(AdminRouter::unknown);
    return withErrors(router);
  }

  private static Router withErrors(Router router) {
    for (int status : FAILURES) {
      router.errorHandler(status, context -> Problems.of(context, status, "", ""));
    }
    return router;
  }

  /* Anyone may ask to be let in, so little is read of what they send. */
  private void signInAndOut(Router router) {
    BodyHandler body = BodyHandler.create(false).setBodyLimit(MOST_SIGN_IN_BYTES);
    for (String path : Operation.SIGN_IN.routes()) {
      router.post(path).handler(body).handler(signIns::signIn);
    }
    for (String path : Operation.SIGN_OUT.routes()) {
      router.post(path).handler(body).handler(signIns::signOut);
    }
  }

  private void open(Router router) {
    for (Operation operation : Operation.values()) {
      if (operation.access() == Access.EVERYONE) {
        for (String path : operation.routes()) {
          router.route(operation.method(), path).handler(context -> answer(operation, context));
        }
      }
    }
  }

  /* Only after the key is known is a body read. */
  private void guarded(Router router) {
    BodyHandler body = BodyHandler.create(false).setBodyLimit(MOST_BYTES);
    var faces = faces();
    for (Operation operation : Operation.values()) {
      if (operation.access() != Access.EVERYONE) {
        for (String path : operation.routes()) {
          router
              .route(operation.method(), path)
              .handler(context -> KeyCheck.permit(operation, context));
          router
              .route(operation.method(), path)
              .handler(body)
              .handler(faces.getOrDefault(operation, context -> edge.call(operation, context)));
        }
      }
    }
  }

  /** What streams, or is no JSON, or asks the books and not the owner of the configuration. */
  private Map<Operation, Handler<RoutingContext>> faces() {
    var requests = new RequestsFace(books.requests(), books.bodies(), glance.clock());
    var doctor = DoctorFace.on(vertx, glance, edge);
    var stats = new StatsAnswers(books.statistics(), glance.clock(), books.active());
    var prices = new PricesFace(vertx, edge, books, glance.clock());
    var events = EventsFace.on(vertx, glance, doorway.live(), keyCheck);
    return Map.ofEntries(
        Map.entry(Operation.WHO_AM_I, signIns::whoAmI),
        Map.entry(Operation.LIVE_REQUESTS, events::running),
        Map.entry(Operation.DOCTOR, doctor::examine),
        Map.entry(Operation.DOCTOR_STREAM, doctor::stream),
        Map.entry(Operation.LIST_LOGS, requests::list),
        Map.entry(Operation.SHOW_LOG, requests::one),
        Map.entry(Operation.EXPORT_LOGS, new CsvExport(books.requests(), glance.clock())::export),
        asked(Operation.STATS, stats::stats),
        asked(Operation.STATS_SERIES, stats::series),
        asked(Operation.STATS_LATENCY, stats::latency),
        asked(Operation.LEADERBOARD, stats::leaderboard),
        asked(Operation.LIST_SESSIONS, stats::sessions),
        Map.entry(Operation.LIST_PRICES, prices::list),
        Map.entry(Operation.SET_PRICES, prices::put),
        Map.entry(Operation.SYNC_PRICES, prices::sync),
        Map.entry(Operation.RECOMPUTE_COSTS, prices::recompute),
        Map.entry(Operation.EVENTS, events::listen),
        Map.entry(Operation.METRICS, new MetricsFace(books.meters())::scrape));
  }

  private static Map.Entry<Operation, Handler<RoutingContext>> asked(
      Operation operation, BooksFace.Question question) {
    return Map.entry(operation, context -> BooksFace.answer(context, operation, question));
  }

  private void answer(Operation operation, RoutingContext context) {
    switch (operation) {
      case HEALTH -> health(context);
      case LIVE -> json(context, 200, "{\"status\":\"live\"}");
      case READY -> ready(context);
      case OPENAPI -> pages.document(context);
      case DOCS -> pages.swagger(context);
      case SCALAR -> pages.scalar(context);
      case DOCS_FILE, SCALAR_FILE -> pages.file(context, operation);
      case SIGN_IN, SIGN_OUT -> context.next();
      default -> context.fail(404);
    }
  }

  private static void otherMethods(Router router) {
    Map<String, TreeSet<String>> methods = new TreeMap<>();
    for (Operation operation : Operation.values()) {
      for (String path : operation.routes()) {
        methods.computeIfAbsent(path, _ -> new TreeSet<>()).add(operation.method().name());
      }
    }
    methods.forEach((path, allowed) ->
        router
            .route(path)
            .handler(context -> {
              String names = String.join(", ", allowed);
              context.response().putHeader("allow", names);
              Problems.of(context, 405, "", "Use " + names);
            }));
  }

  private void dressed(RoutingContext context) {
    SecurityHeaders.put(context.response().headers());
    if (doorway.front().overTls(context.request())) {
      SecurityHeaders.overTls(context.response().headers());
    }
    context.response().putHeader("x-sluice-request-id", RequestId.fresh());
    context.next();
  }

  private void health(RoutingContext context) {
    var view =
        HealthView.of(
            glance.routes().now(),
            glance.configuration().get(),
            glance.version(),
            glance.started(),
            glance.clock().instant(),
            glance.books().get());
    json(context, 200, view.toString());
  }

  private void ready(RoutingContext context) {
    if (glance.draining().get()) {
      json(context, 503, "{\"status\":\"draining\"}");
    } else if (!HealthView.ready(glance.routes().now())) {
      json(context, 503, "{\"status\":\"no usable channel\"}");
    } else {
      json(context, 200, "{\"status\":\"ready\"}");
    }
  }

  private static void greet(RoutingContext context) {
    context
        .response()
        .putHeader("content-type", "text/plain; charset=utf-8")
        .end("Sluice is running. Point a coding client at this address; see GET /health.\n");
  }

  private static void unknown(RoutingContext context) {
    HttpMethod method = context.request().method();
    Problems.of(
        context,
        404,
        "Not found",
        method
            + " "
            + context.request().path()
            + " is not served; GET /api/openapi.json lists what is");
  }

  private static void json(RoutingContext context, int status, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(Buffer.buffer(body));
  }
}
