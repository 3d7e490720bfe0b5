package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.CountRequest;
import dev.sluice.protocol.convert.ForeignThinking;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.RoutingTable;
import dev.sluice.upstream.Order;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * What is sent to the candidates of one request: the caller's own bytes to those who speak its
 * protocol, the request in their words to the others.
 */
final class Orders {

  /** Longer bodies are converted off the event loop. */
  private static final int LONG_BODY = 256 * 1024;

  /** Never told: the gateway answers in the upstream's place. */
  private static final Fault NOBODY_COUNTS =
      new Fault(Fault.Kind.OVERLOADED, "no channel counts tokens");

  private final Loop loop;
  private final RoutingTable table;
  private final Call call;
  private final Conversion conversion;
  private final boolean bringsForeignThinking;

  Orders(Loop loop, RoutingTable table, Call call, Telling telling) {
    this.loop = loop;
    this.table = table;
    this.call = call;
    this.conversion = new Conversion(call, telling);
    this.bringsForeignThinking =
        table.speaksSeveral() && ForeignThinking.mayBeIn(protocol(), call.body());
  }

  Conversion conversion() {
    return conversion;
  }

  /** Completes once these can be asked; at once, but for what takes long to convert. */
  Future<?> ready(Vertx vertx, List<Candidate> candidates) {
    boolean takesLong =
        call.body().length > LONG_BODY && candidates.stream().anyMatch(conversion::concerns);
    return takesLong
        ? vertx.executeBlocking(() -> prepared(candidates), false)
        : Future.succeededFuture();
  }

  private int prepared(List<Candidate> candidates) {
    int prepared = 0;
    for (Candidate candidate : candidates) {
      prepared += conversion.concerns(candidate) && prepared(candidate) ? 1 : 0;
    }
    return prepared;
  }

  /* What fails here fails again, and is told then. */
  private boolean prepared(Candidate candidate) {
    try {
      conversion.to(candidate);
      return true;
    } catch (CannotAsk e) {
      return false;
    }
  }

  Order of(Candidate candidate) throws CannotAsk {
    if (!conversion.concerns(candidate)) {
      return own(candidate);
    }
    return call.endpoint().task() == Endpoint.Task.COUNT ? count(candidate) : foreign(candidate);
  }

  private Order own(Candidate candidate) {
    Buffer body = call.bodyFor(candidate);
    if (bringsForeignThinking) {
      body = Buffer.buffer(ForeignThinking.without(protocol(), body.getBytes()));
    }
    return order(
        candidate,
        call.uriFor(candidate),
        loop.headers(candidate, call.headers()),
        body,
        call.shape());
  }

  private Order foreign(Candidate candidate) throws CannotAsk {
    var request = conversion.to(candidate).request();
    return order(
        candidate,
        candidate.channel().base().prefix() + request.path(),
        loop.foreignHeaders(candidate, request.headers()),
        Buffer.buffer(request.body()),
        Order.Shape.STREAM_OR_WHOLE);
  }

  private Order count(Candidate candidate) throws CannotAsk {
    CountRequest question =
        conversion.count(candidate).orElseThrow(() -> new CannotAsk(NOBODY_COUNTS));
    return order(
        candidate,
        candidate.channel().base().prefix() + question.path(),
        loop.foreignHeaders(candidate, question.headers()),
        Buffer.buffer(question.body()),
        Order.Shape.WHOLE);
  }

  private Order order(
      Candidate candidate, String uri, Order.Headers headers, Buffer body, Order.Shape shape) {
    return new Order(
        loop.destinations().of(candidate.channel()),
        candidate.channel().config().type(),
        uri,
        headers,
        body,
        shape,
        candidate.channel().config().timeouts(),
        table.configuration().stream().progress());
  }

  /** Whether the caller's bytes went to one who speaks its protocol not quite as they came. */
  Optional<String> changed() {
    return bringsForeignThinking
        ? Optional.of("thinking of another provider left out")
        : Optional.empty();
  }

  /** As the caller asked for it. */
  String model() {
    return call.model();
  }

  private Protocol protocol() {
    return call.endpoint().protocol();
  }
}
