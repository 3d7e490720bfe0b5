package dev.sluice.channel;

import java.util.concurrent.atomic.AtomicReference;

/** Who tries while everything rests: one at a time. */
final class LastResort {

  /** The deadline frees the place of a holder that was lost. */
  private record Taken(long holder, long deadline) {
    static final Taken FREE = new Taken(0, 0);
  }

  private final AtomicReference<Taken> place = new AtomicReference<>(Taken.FREE);

  boolean take(long holder, long now) {
    Taken before = place.get();
    if (before.holder() != 0 && before.deadline() - now > 0) {
      return false;
    }
    return place.compareAndSet(before, new Taken(holder, now + Breaker.TRIAL.toNanos()));
  }

  void leave(long holder) {
    place.updateAndGet(before -> before.holder() == holder ? Taken.FREE : before);
  }
}
