package dev.sluice.ledger.bodies;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where bodies are kept. Nothing here waits; a store that is away fails the stage. */
public interface SealedBodies {

  /** All or none; a body that is there already stays as it is. */
  CompletionStage<Void> append(List<SealedBody> bodies);

  /** Of one request, its own first. */
  CompletionStage<List<SealedBody>> of(String id);

  /** Deletes at most so many from before this time; gives how many there were. */
  CompletionStage<Integer> deleteBefore(Instant time, int most);

  /** Deletes this many of the oldest. */
  CompletionStage<Integer> deleteOldest(int count);

  /** Bytes of all of them. */
  CompletionStage<Long> size();
}
