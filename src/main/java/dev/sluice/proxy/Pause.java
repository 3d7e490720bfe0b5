package dev.sluice.proxy;

import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;

/** The one pause that a failover may be making. */
final class Pause {

  private static final long NONE = -1;
  private static final int MOMENT_MS = 200;
  private static final int JITTER_MS = 400;

  private final Vertx vertx;
  private long timer = NONE;

  Pause(Vertx vertx) {
    this.vertx = vertx;
  }

  /** An overload is given a moment, by everybody a different one. */
  void aMoment(Runnable next) {
    then(MOMENT_MS + ThreadLocalRandom.current().nextInt(JITTER_MS), next);
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
