package dev.sluice.admin;

import dev.sluice.access.Gate;
import dev.sluice.base.RequestId;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Everything on the one port that is no inference; what is not listed here is denied. */
public final class AdminRouter {

  private final Vertx vertx;
  private final Glance glance;
  private final KeyCheck keyCheck;
  private final Books books;

  private AdminRouter(Vertx vertx, Glance glance, KeyCheck keyCheck, Books books) {
    this.vertx = vertx;
    this.glance = glance;
    this.keyCheck = keyCheck;
    this.books = books;
  }

  /** For the event loop that calls it. */
  public static Handler<HttpServerRequest> on(Vertx vertx, Glance glance, Gate gate, Books books) {
    return new AdminRouter(vertx, glance, new KeyCheck(gate), books).router();
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(AdminRouter::named);
    router.get("/health").handler(this::health);
    router.get("/health/live").handler(context -> json(context, 200, "{\"status\":\"live\"}"));
    router.get("/health/ready").handler(this::ready);
    router.get("/").handler(AdminRouter::greet);
    router.route("/api/*").handler(keyCheck::check);
    router.route("/metrics").handler(keyCheck::check);
    router.get("/api/channels").handler(this::channels);
    router.get("/api/v1/channels").handler(this::channels);
    var requests = new RequestsFace(books.requests(), glance.clock());
    var events = EventsFace.on(vertx, glance.draining());
    for (String api : new String[] {"/api", "/api/v1"}) {
      router.get(api + "/stats/logs").handler(requests::list);
      router.get(api + "/stats/logs/:id").handler(requests::one);
      router.get(api + "/events").handler(events::listen);
    }
    router.get("/metrics").handler(new MetricsFace(books.meters())::scrape);
    router.route().handler(AdminRouter::unknown);
    for (int status : new int[] {400, 401, 403, 404, 405, 406, 413, 414, 415, 500}) {
      router.errorHandler(status, context -> Problems.of(context, status, "", ""));
    }
    return router;
  }

  private static void named(RoutingContext context) {
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
            glance.clock().instant());
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

  private void channels(RoutingContext context) {
    AdminVerticle.CHANNELS
        .ask(vertx, new AdminVerticle.ListChannels())
        .onSuccess(listing -> json(context, 200, listing.json()))
        .onFailure(_ ->
            Problems.of(
                context, 503, "Unavailable", "The administrative side is restarting; retry"));
  }

  private static void greet(RoutingContext context) {
    context
        .response()
        .putHeader("content-type", "text/plain; charset=utf-8")
        .end("Sluice is running. Point a coding client at this address; see GET /health.\n");
  }

  private static void unknown(RoutingContext context) {
    Problems.of(
        context,
        404,
        "Not found",
        context.request().method()
            + " "
            + context.request().path()
            + " is not served; served are GET /health, /health/live, /health/ready, /metrics,"
            + " /api/channels, /api/stats/logs and /api/events");
  }

  private static void json(RoutingContext context, int status, String body) {
    json(context, status, Buffer.buffer(body));
  }

  private static void json(RoutingContext context, int status, Buffer body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(body);
  }
}
