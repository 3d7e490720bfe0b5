package dev.sluice.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do, with a limit that only a failure reaches. */
public final class Waiting {

  static final Duration LIMIT = Duration.ofSeconds(20);

  private Waiting() {}

  /** Waits for the condition; {@code what} completes "waited in vain until". */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain until " + what);
      }
      rest();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
