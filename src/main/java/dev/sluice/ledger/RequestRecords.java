package dev.sluice.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where records are kept. Nothing here waits; a store that is away fails the stage. */
public interface RequestRecords {

  /** All or none; a record that is there already stays as it is. */
  CompletionStage<Void> append(List<RequestRecord> records);

  CompletionStage<RequestPage> page(RequestQuery query);

  CompletionStage<Optional<RequestRecord>> find(String id);

  /** Deletes at most so many records from before this time; gives how many there were. */
  CompletionStage<Integer> deleteBefore(Instant time, int most);

  /** Deletes this many of the oldest. */
  CompletionStage<Integer> deleteOldest(int count);

  CompletionStage<Long> size();
}
