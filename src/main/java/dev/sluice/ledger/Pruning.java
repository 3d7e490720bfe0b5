package dev.sluice.ledger;

import dev.sluice.config.RetentionConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what the retention does not keep, in steps that hold no writer up. */
public final class Pruning {

  static final Duration EVERY = Duration.ofMinutes(1);
  static final int STEP = 2_000;

  /** Counting ten million rows takes a second: they are counted once in so many times. */
  static final int COUNTED_EVERY = 30;

  private static final Logger log = LoggerFactory.getLogger(Pruning.class);

  private final RequestRecords store;
  private final OldSums sums;
  private final Supplier<RetentionConfig> retention;
  private final InstantSource clock;
  private boolean running;
  private int times;

  /** Keeps what the configuration says each time. */
  public Pruning(
      RequestRecords store,
      OldSums sums,
      Supplier<RetentionConfig> retention,
      InstantSource clock) {
    this.store = store;
    this.sums = sums;
    this.retention = retention;
    this.clock = clock;
  }

  /** Some of what is too old; gives how many rows went, 0: there is no more of it. */
  @FunctionalInterface
  private interface Step {
    CompletionStage<Integer> delete();
  }

  /**
   * Gives how many rows went, once nothing is too old or too much; 0 at once while an earlier call
   * has not ended. Called from one thread.
   */
  public CompletionStage<Integer> prune() {
    if (!begun()) {
      return CompletableFuture.completedStage(0);
    }
    RetentionConfig kept = retention.get();
    Instant now = clock.instant();
    boolean counting = times++ % COUNTED_EVERY == 0;
    return all(() -> store.deleteBefore(now.minus(kept.requests()), STEP), 0)
        .thenCompose(gone -> counting ? tooMuch(kept.requestRows(), gone) : done(gone))
        .thenCompose(gone -> all(() -> sums.deleteHour(now.minus(kept.hours())), gone))
        .thenCompose(gone -> all(() -> sums.deleteDay(now.minus(kept.days())), gone))
        .thenCompose(
            gone -> all(() -> sums.deleteSessions(now.minus(kept.sessions()), STEP / 10), gone))
        .whenComplete((_, failure) -> {
          ended();
          if (failure != null) {
            log.debug("The books are not pruned", failure);
          }
        });
  }

  private synchronized boolean begun() {
    boolean free = !running;
    running = true;
    return free;
  }

  private synchronized void ended() {
    running = false;
  }

  private static CompletionStage<Integer> all(Step step, int gone) {
    return step.delete()
        .thenCompose(deleted -> deleted == 0 ? done(gone) : all(step, gone + deleted));
  }

  private CompletionStage<Integer> tooMuch(int most, int gone) {
    return store.size().thenCompose(size -> over(size - most, gone));
  }

  private CompletionStage<Integer> over(long over, int gone) {
    return over <= 0
        ? done(gone)
        : store
            .deleteOldest((int) Math.min(over, STEP))
            .thenCompose(deleted -> over(deleted == 0 ? 0 : over - deleted, gone + deleted));
  }

  private static CompletionStage<Integer> done(int gone) {
    return CompletableFuture.completedStage(gone);
  }
}
