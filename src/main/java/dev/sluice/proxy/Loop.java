package dev.sluice.proxy;

import dev.sluice.config.ChannelConfig;
import dev.sluice.ledger.Journal;
import dev.sluice.ledger.live.LiveRequest;
import dev.sluice.net.Outbound;
import dev.sluice.net.OutboundSettings;
import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Destinations;
import dev.sluice.upstream.Order;
import dev.sluice.upstream.UpstreamHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
  private final Journal journal;
  private final Set<Exchange> live = new LinkedHashSet<>();
  private final IdentityHashMap<ChannelConfig, UpstreamHeaders> headers = new IdentityHashMap<>();
  private long headersRevision = -1;

  Loop(Vertx vertx, Surroundings around, OutboundSettings outboundSettings) {
    this.vertx = vertx;
    this.around = around;
    this.outbound = Outbound.open(vertx, outboundSettings);
    this.destinations =
        new Destinations(around.settings().httpsProxy(), around.settings().noProxy());
    this.admissions = new Admissions(around.gate(), around.front());
    this.models = new Models(admissions, around);
    this.journal = around.journals().get();
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

  Journal journal() {
    return journal;
  }

  Models models() {
    return models;
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

  /** The exchanges whose books are open. */
  List<LiveRequest> running() {
    Instant now = around.clock().instant();
    return live.stream().flatMap(exchange -> exchange.live(now).stream()).toList();
  }

  void tick() {
    long now = System.nanoTime();
    for (Exchange exchange : new ArrayList<>(live)) {
      tick(exchange, now);
    }
  }

  /* One that fails must not keep the others from their deadlines. */
  private static void tick(Exchange exchange, long now) {
    try {
      exchange.tick(now);
    } catch (RuntimeException e) {
      log.error("A deadline could not be checked", e);
    }
  }

  void cutShort() {
    new ArrayList<>(live).forEach(Exchange::cutShort);
  }

  /** What goes upstream of a caller's headers, with the candidate's credential. */
  Order.Headers headers(Candidate candidate, MultiMap caller) {
    UpstreamHeaders ofChannel = headersOf(candidate);
    return upstream -> {
      ofChannel.copy(caller, upstream, candidate.key().secret());
      // Bodies go out uncompressed, however they came.
      upstream.remove(HttpHeaders.CONTENT_ENCODING);
    };
  }

  /** What goes to an upstream of another protocol than the caller's. */
  Order.Headers foreignHeaders(Candidate candidate, Map<String, String> ofProtocol) {
    UpstreamHeaders ofChannel = headersOf(candidate);
    return upstream -> ofChannel.make(ofProtocol, upstream, candidate.key().secret());
  }

  private UpstreamHeaders headersOf(Candidate candidate) {
    return ofCurrentTable()
        .computeIfAbsent(candidate.channel().config(), UpstreamHeaders::forChannel);
  }

  /* What belonged to channels that are no more is forgotten with their table. */
  private IdentityHashMap<ChannelConfig, UpstreamHeaders> ofCurrentTable() {
    long revision = around.routes().now().revision();
    if (revision != headersRevision) {
      headersRevision = revision;
      headers.clear();
    }
    return headers;
  }

  Future<Void> close(Duration grace) {
    return outbound.close(grace);
  }
}
