package dev.sluice.proxy;

import io.vertx.core.Vertx;

/** The one pause that a failover may be making. */
final class Pause {

  private static final long NONE = -1;

  private final Vertx vertx;
  private long timer = NONE;

  Pause(Vertx vertx) {
    this.vertx = vertx;
  }

  void then(long ms, Runnable next) {
    timer =
        vertx.setTimer(
            ms,
            _ -> {
              timer = NONE;
              next.run();
            });
  }

  /** What was to follow does not. */
  void end() {
    vertx.cancelTimer(timer);
  }
}
