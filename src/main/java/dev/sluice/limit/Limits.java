package dev.sluice.limit;

import dev.sluice.base.Money;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much a subject may use; what is absent is not limited.
 *
 * @param budgets how much it may spend, by span
 * @param requestsPerMinute that begin
 * @param tokensPerMinute of prompt and answer, cached ones included
 * @param concurrent requests at once
 * @param sessions that are active at once
 */
public record Limits(
    Map<Window, Money> budgets,
    Optional<Integer> requestsPerMinute,
    Optional<Long> tokensPerMinute,
    Optional<Integer> concurrent,
    Optional<Integer> sessions) {

  public static final Limits NONE =
      new Limits(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Limits {
    var sorted = new EnumMap<Window, Money>(Window.class);
    sorted.putAll(budgets);
    budgets = java.util.Collections.unmodifiableMap(sorted);
  }
}
