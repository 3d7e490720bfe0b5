package dev.sluice.proxy;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of request bodies the whole process may hold at once. */
public final class BodyBudget {

  private static final int SHARE_OF_HEAP = 4;
  private static final long DEFAULT_LIMIT = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;

  private final AtomicLong held = new AtomicLong();

  /** The default of {@code maxInFlightBodyBytes}: a quarter of the heap. */
  static long defaultLimit() {
    return DEFAULT_LIMIT;
  }

  /**
   * Takes {@code bytes} unless that would exceed {@code limit}; one body alone is always let in, or
   * asking again would never help.
   *
   * @param own what the same body holds already
   */
  boolean reserve(long bytes, long own, long limit) {
    long after = held.addAndGet(bytes);
    if (after > limit && after != own + bytes) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  public long held() {
    return held.get();
  }
}
