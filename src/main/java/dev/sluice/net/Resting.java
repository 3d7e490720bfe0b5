package dev.sluice.net;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Proxies that were found dead a moment ago. For one event loop. */
final class Resting {

  static final Duration REST = Duration.ofSeconds(10);

  private final Map<Hop, Long> until = new HashMap<>();
  private final LongSupplier nanoTime;

  Resting(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void rest(Hop hop) {
    until.put(hop, nanoTime.getAsLong() + REST.toNanos());
  }

  boolean rests(Hop hop) {
    Long end = until.get(hop);
    return end != null && nanoTime.getAsLong() - end < 0;
  }
}
