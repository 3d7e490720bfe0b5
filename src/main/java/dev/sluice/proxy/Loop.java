package dev.sluice.proxy;

import dev.sluice.net.Outbound;
import dev.sluice.net.OutboundSettings;
import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Destinations;
import dev.sluice.upstream.UpstreamHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the exchanges of one event loop share, and the exchanges themselves while they live. */
final class Loop {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private final Vertx vertx;
  private final Surroundings around;
  private final Outbound outbound;
  private final Destinations destinations;
  private final Admissions admissions;
  private final Models models;
  private final Set<Exchange> live = new LinkedHashSet<>();
  private final Map<dev.sluice.config.ChannelConfig, UpstreamHeaders> headers = new HashMap<>();

  Loop(Vertx vertx, Surroundings around, OutboundSettings outboundSettings) {
    this.vertx = vertx;
    this.around = around;
    this.outbound = Outbound.open(vertx, outboundSettings);
    this.destinations =
        new Destinations(around.settings().httpsProxy(), around.settings().noProxy());
    this.admissions = new Admissions(around);
    this.models = new Models(admissions, around);
  }

  Vertx vertx() {
    return vertx;
  }

  Surroundings around() {
    return around;
  }

  Outbound outbound() {
    return outbound;
  }

  Destinations destinations() {
    return destinations;
  }

  Admissions admissions() {
    return admissions;
  }

  Models models() {
    return models;
  }

  Logger log() {
    return log;
  }

  void begin(HttpServerRequest request, Endpoint endpoint, String id) {
    var exchange = new Exchange(this, request, endpoint, id);
    live.add(exchange);
    exchange.begin();
  }

  void ended(Exchange exchange) {
    live.remove(exchange);
  }

  int live() {
    return live.size();
  }

  void tick() {
    long now = System.nanoTime();
    for (Exchange exchange : new ArrayList<>(live)) {
      exchange.tick(now);
    }
  }

  void cutShort() {
    new ArrayList<>(live).forEach(Exchange::cutShort);
  }

  /** What goes upstream of a caller's headers, with the candidate's credential. */
  MultiMap headers(Candidate candidate, MultiMap caller) {
    var config = candidate.channel().config();
    MultiMap upstream = MultiMap.caseInsensitiveMultiMap();
    headers
        .computeIfAbsent(config, UpstreamHeaders::forChannel)
        .copy(caller, upstream, candidate.key().secret());
    // Bodies go out uncompressed, however they came.
    return upstream.remove("content-encoding");
  }

  /** Forgets what belonged to channels that are no more. */
  void configurationChanged() {
    headers.clear();
  }

  Future<Void> close(Duration grace) {
    return outbound.close(grace);
  }
}
