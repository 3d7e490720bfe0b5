package dev.sluice.admin;

import io.vertx.ext.web.RoutingContext;

/** {@code GET /metrics}. */
final class MetricsFace {

  private final Meters meters;

  MetricsFace(Meters meters) {
    this.meters = meters;
  }

  void scrape(RoutingContext context) {
    context
        .response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .putHeader("cache-control", "no-store")
        .end(meters.scrape());
  }
}
