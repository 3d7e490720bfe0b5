package dev.sluice.app;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a process that stops waits for others, until somebody makes it hurry. */
final class Patience {

  private static final Logger log = LoggerFactory.getLogger(Patience.class);

  private final CountDownLatch hurry = new CountDownLatch(1);

  /** Nobody waits any longer. */
  void end() {
    hurry.countDown();
  }

  void last(Duration most) {
    try {
      hurry.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what may fail or take too long; either is told and stops nothing. */
  static void quietly(Future<?> future, Duration most) {
    try {
      future.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      log.warn("Stopping: {}", String.valueOf(e.getMessage()));
    }
  }
}
