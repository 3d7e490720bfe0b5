package dev.sluice.ledger.bodies;

import dev.sluice.config.RetentionConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the bodies that the retention does not keep, in steps that hold no writer up. */
public final class BodyPruning {

  static final Duration EVERY = Duration.ofMinutes(1);
  static final int STEP = 200;

  private static final Logger log = LoggerFactory.getLogger(BodyPruning.class);

  private final SealedBodies store;
  private final Supplier<RetentionConfig> retention;
  private final InstantSource clock;

  /** Keeps what the configuration says each time. */
  public BodyPruning(SealedBodies store, Supplier<RetentionConfig> retention, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
  }

  /** Gives how many went, once nothing is too old or too much. */
  public CompletionStage<Integer> prune() {
    return tooOld(0)
        .thenCompose(this::tooMuch)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            log.debug("Stored bodies are not pruned", failure);
          }
        });
  }

  private CompletionStage<Integer> tooOld(int gone) {
    return store
        .deleteBefore(clock.instant().minus(retention.get().bodies()), STEP)
        .thenCompose(deleted ->
            deleted < STEP
                ? CompletableFuture.completedStage(gone + deleted)
                : tooOld(gone + deleted));
  }

  /* How many of the oldest make up what is too much is not known: a tenth of a step at a time. */
  private CompletionStage<Integer> tooMuch(int gone) {
    return store
        .size()
        .thenCompose(size ->
            size <= retention.get().bodyBytes()
                ? CompletableFuture.completedStage(gone)
                : store.deleteOldest(STEP / 10).thenCompose(deleted -> tooMuch(gone + deleted)));
  }
}
