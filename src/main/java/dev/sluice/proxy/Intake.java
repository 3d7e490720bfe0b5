package dev.sluice.proxy;

import dev.sluice.config.LimitsConfig;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.RequestFacts;
import dev.sluice.protocol.RequestScan;
import dev.sluice.routing.SessionKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives a request that has been let in, and reads of it what the way needs. */
final class Intake {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /** Longer bodies are scanned off the event loop. */
  private static final int LONG_BODY = 1024 * 1024;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Endpoint endpoint;
  private final RequestBody body;

  Intake(
      Vertx vertx,
      HttpServerRequest request,
      Endpoint endpoint,
      BodyBudget budget,
      LimitsConfig limits) {
    this.vertx = vertx;
    this.request = request;
    this.endpoint = endpoint;
    long inFlight = limits.maxInFlightBodyBytes().orElseGet(BodyBudget::defaultLimit);
    this.body = new RequestBody(new BodyShare(budget, inFlight), limits.maxBodyBytes());
  }

  /**
   * Fails with what {@link #faultOf} understands.
   *
   * @param callerId whose sessions are told from everyone else's
   */
  Future<Call> receive(String callerId) {
    return body.receive(vertx, request).compose(bytes -> read(bytes, callerId));
  }

  void tick(long now) {
    body.tick(now);
  }

  /** The body is no longer needed. */
  void release() {
    body.release();
  }

  private Future<Call> read(byte[] bytes, String callerId) {
    if (bytes.length > LONG_BODY) {
      Promise<Call> read = Promise.promise();
      vertx.executeBlocking(() -> call(bytes, callerId), false).onComplete(read);
      return read.future();
    }
    try {
      return Future.succeededFuture(call(bytes, callerId));
    } catch (MalformedRequest | RefusedBody told) {
      return Future.failedFuture(told);
    }
  }

  private Call call(byte[] bytes, String callerId) throws MalformedRequest, RefusedBody {
    RequestFacts facts = RequestScan.scan(bytes, bytes.length);
    String query = Admissions.forwardedQuery(request);
    Optional<SessionKey> session =
        SessionNames.of(request.headers(), facts).map(name -> new SessionKey(callerId, name));
    var call =
        new Call(
            endpoint,
            query,
            request.headers(),
            bytes,
            facts,
            endpoint.shape(facts.stream(), query),
            session);
    if (call.model().isEmpty()) {
      throw new RefusedBody(
          new Fault(
              Fault.Kind.INVALID_REQUEST, "model: is required (pointer /model); name a model"));
    }
    return call;
  }

  /** The same, with when to ask again where that helps. */
  static Account.Refusal refusalOf(Throwable cause) {
    Fault fault = faultOf(cause);
    return new Account.Refusal(
        fault,
        fault.kind() == Fault.Kind.OVERLOADED ? Optional.of(NotAsked.SHORTLY) : Optional.empty());
  }

  /** What the caller is told of a failure to receive or read. */
  static Fault faultOf(Throwable cause) {
    return switch (cause) {
      case RefusedBody refused -> refused.fault();
      case MalformedRequest malformed -> new Fault(Fault.Kind.INVALID_REQUEST, told(malformed));
      default -> {
        log.error("A request could not be read", cause);
        yield new Fault(Fault.Kind.INTERNAL, "The gateway failed to read the request; see its log");
      }
    };
  }

  private static String told(MalformedRequest malformed) {
    String message = String.valueOf(malformed.getMessage());
    return malformed.pointer().isEmpty()
        ? message
        : message + " (pointer " + malformed.pointer() + ")";
  }
}
