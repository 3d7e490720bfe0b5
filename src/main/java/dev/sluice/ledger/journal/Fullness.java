package dev.sluice.ledger.journal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator of journals that cannot keep what they should. */
final class Fullness {

  private static final Logger log = LoggerFactory.getLogger(Fullness.class);
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final LongAdder unbooked = new LongAdder();
  private final AtomicReference<String> broken = new AtomicReference<>("");
  private volatile long lastAt;
  private volatile long toldAt = System.nanoTime() - QUIET_NANOS;

  void unbooked() {
    unbooked.increment();
    long now = System.nanoTime();
    lastAt = now;
    if (now - toldAt >= QUIET_NANOS) {
      toldAt = now;
      log.error(
          "A journal is full: {} requests or attempts would be lost by a crash now",
          unbooked.sum());
    }
  }

  void broken(String why) {
    if (broken.getAndSet(why).isEmpty()) {
      log.error("Requests are not journaled any more, a crash would lose them: {}", why);
    }
  }

  long count() {
    return unbooked.sum();
  }

  /** Whether something could not be kept a moment ago. */
  boolean lately() {
    return count() > 0 && System.nanoTime() - lastAt < QUIET_NANOS;
  }

  Optional<String> problem() {
    return Optional.of(broken.get()).filter(text -> !text.isEmpty());
  }
}
