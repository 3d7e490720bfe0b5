package dev.sluice.access;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What keys and people have spent before this process began, as the books have it. */
@FunctionalInterface
public interface PastSpending {

  /** Nothing was spent: the gateway is new. */
  PastSpending NONE = _ -> CompletableFuture.completedStage(List.of());

  /**
   * An amount that was spent at about that time; never told earlier than it was.
   *
   * @param key the id of the key
   * @param user the id of the person whose key it was, or empty
   * @param channel that was asked
   * @param nanos of a dollar
   */
  record Spent(String key, String user, String channel, long nanos, Instant at) {}

  CompletionStage<List<Spent>> until(Instant now);
}
