package dev.sluice.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * The rest of a body whose request has been refused. It is read and forgotten for a moment: a
 * connection closed under what is still coming would be torn down, and the answer lost with it.
 */
final class Leftover {

  static final Duration PATIENCE = Duration.ofSeconds(5);

  private Leftover() {}

  static void discard(Vertx vertx, HttpServerRequest request) {
    if (request.isEnded() || request.response().closed()) {
      return;
    }
    long timer = vertx.setTimer(PATIENCE.toMillis(), _ -> drop(request));
    request.handler(_ -> {});
    request.endHandler(_ -> vertx.cancelTimer(timer));
    request.exceptionHandler(_ -> vertx.cancelTimer(timer));
    request.resume();
  }

  /** Ends what cannot be ended in order any more. */
  static void drop(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
