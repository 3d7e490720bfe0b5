package dev.sluice.ledger;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** What requests add up to, as far as it is to be forgotten. Nothing here waits. */
public interface OldSums {

  /**
   * Deletes the oldest hour that begins before this; gives how many rows went, 0: there is none.
   */
  CompletionStage<Integer> deleteHour(Instant before);

  /** The same with a day, and with the fortnights that have ended before. */
  CompletionStage<Integer> deleteDay(Instant before);

  /** Deletes some of the conversations and agents that were last used before this. */
  CompletionStage<Integer> deleteSessions(Instant before, int most);
}
