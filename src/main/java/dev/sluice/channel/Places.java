package dev.sluice.channel;

import java.util.concurrent.atomic.AtomicInteger;

/** How many attempts are under way at one channel, and how many of them are retries. */
final class Places {

  private static final double RETRY_SHARE = 0.2;
  private static final int RETRY_FLOOR = 3;

  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();

  int active() {
    return active.get();
  }

  /** Takes one of {@code most} places (0: any number). */
  boolean enter(int most) {
    if (most > 0 && active.get() >= most) {
      return false;
    }
    if (active.incrementAndGet() > most && most > 0) {
      active.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    active.decrementAndGet();
  }

  /**
   * @param rationed whether retries may be a fifth of what is active and a few more, and no others
   */
  boolean enterRetry(boolean rationed) {
    if (retries.incrementAndGet() <= RETRY_FLOOR + RETRY_SHARE * active.get() || !rationed) {
      return true;
    }
    retries.decrementAndGet();
    return false;
  }

  void leaveRetry() {
    retries.decrementAndGet();
  }
}
