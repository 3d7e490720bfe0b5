package dev.sluice.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what the retention does not keep, in steps that hold no writer up. */
public final class Pruning {

  static final Duration EVERY = Duration.ofMinutes(1);
  static final int STEP = 2_000;

  private static final Logger log = LoggerFactory.getLogger(Pruning.class);

  private final RequestRecords store;
  private final Retention retention;
  private final InstantSource clock;

  public Pruning(RequestRecords store, Retention retention, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
  }

  /** Gives how many went, once nothing is too old or too much. */
  CompletionStage<Integer> prune() {
    return tooOld(0)
        .thenCompose(this::tooMuch)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            log.debug("The request log is not pruned", failure);
          }
        });
  }

  private CompletionStage<Integer> tooOld(int gone) {
    return store
        .deleteBefore(clock.instant().minus(retention.age()), STEP)
        .thenCompose(deleted ->
            deleted < STEP
                ? CompletableFuture.completedStage(gone + deleted)
                : tooOld(gone + deleted));
  }

  private CompletionStage<Integer> tooMuch(int gone) {
    return store
        .size()
        .thenCompose(size -> {
          long over = size - retention.rows();
          return over <= 0
              ? CompletableFuture.completedStage(gone)
              : store
                  .deleteOldest((int) Math.min(over, STEP))
                  .thenCompose(deleted -> tooMuch(gone + deleted));
        });
  }
}
