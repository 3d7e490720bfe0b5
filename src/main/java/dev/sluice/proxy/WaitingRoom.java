package dev.sluice.proxy;

import dev.sluice.access.Issued;
import dev.sluice.base.RequestId;
import dev.sluice.protocol.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where requests that show an issued key wait while the keys are not here yet, for a moment behind
 * the start. The access key never waits.
 */
final class WaitingRoom {

  /** How long a request waits before it is told to come back. */
  static final int PATIENCE_MS = 10_000;

  private static final List<CharSequence> PLACES =
      List.of(
          HttpHeaders.AUTHORIZATION,
          HttpHeaders.createOptimized("x-api-key"),
          HttpHeaders.createOptimized("x-goog-api-key"),
          HttpHeaders.createOptimized("x-sluice-key"));

  private final Vertx vertx;
  private final Issued issued;

  WaitingRoom(Vertx vertx, Issued issued) {
    this.vertx = vertx;
    this.issued = issued;
  }

  /** Whether the request has to wait. */
  boolean keeps(HttpServerRequest request) {
    return !issued.isOpen() && showsIssuedKey(request);
  }

  /** Hands the request on once it can be judged, or turns it away. */
  void keep(HttpServerRequest request, Consumer<HttpServerRequest> on) {
    request.pause();
    Promise<Void> open = Promise.promise();
    Future.fromCompletionStage(issued.opened(), vertx.getOrCreateContext())
        .onSuccess(_ -> open.tryComplete());
    long timer = vertx.setTimer(PATIENCE_MS, _ -> open.tryFail("not open yet"));
    open.future()
        .onComplete(opened -> {
          vertx.cancelTimer(timer);
          if (opened.succeeded()) {
            on.accept(request);
          } else {
            turnAway(request);
          }
          request.resume();
        });
  }

  private static void turnAway(HttpServerRequest request) {
    request.response().putHeader("retry-after", "2");
    Answers.refuse(
        request,
        Answers.protocolOf(request),
        new Fault(
            Fault.Kind.OVERLOADED,
            "The gateway cannot read its issued keys yet, as its database is away; ask again"),
        RequestId.fresh());
  }

  private static boolean showsIssuedKey(HttpServerRequest request) {
    String query = request.query();
    if (query != null && Issued.mayBeIn(query)) {
      return true;
    }
    for (CharSequence place : PLACES) {
      for (String value : request.headers().getAll(place)) {
        if (Issued.mayBeIn(value)) {
          return true;
        }
      }
    }
    return false;
  }
}
