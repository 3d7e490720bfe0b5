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
  private volatile boolean ever;
  private volatile long toldAt = System.nanoTime() - QUIET_NANOS;

  void unbooked() {
    unbooked.increment();
    if (toBeTold()) {
      log.error(
          "A journal is full: {} requests or attempts would be lost by a crash now",
          unbooked.sum());
    }
  }

  /** A request is turned away, since nothing could be kept of it. */
  void refused() {
    if (toBeTold()) {
      log.error("A journal is full: requests are refused until the database takes records again");
    }
  }

  private boolean toBeTold() {
    long now = System.nanoTime();
    lastAt = now;
    ever = true;
    boolean quiet = now - toldAt >= QUIET_NANOS;
    if (quiet) {
      toldAt = now;
    }
    return quiet;
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
    return ever && System.nanoTime() - lastAt < QUIET_NANOS;
  }

  Optional<String> problem() {
    return Optional.of(broken.get()).filter(text -> !text.isEmpty());
  }
}
