package dev.sluice.limit;

import dev.sluice.base.Money;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a subject stands to its limits at one moment.
 *
 * @param reserved for requests that run
 */
public record Standing(
    Limits limits,
    Map<Window, Spent> spent,
    long requestsLastMinute,
    long tokensLastMinute,
    int running,
    int sessions,
    Money reserved) {

  public Standing {
    spent = Map.copyOf(spent);
  }

  public Spent in(Window window) {
    return java.util.Objects.requireNonNull(spent.get(window), window::id);
  }

  /**
   * @param budget empty: as much as it likes
   * @param resets empty: not at a fixed time
   */
  public record Spent(Money money, Optional<Money> budget, Optional<Instant> resets) {

    /** What is left of the budget, if there is one. */
    public Optional<Money> left() {
      return budget.map(cap -> cap.compareTo(money) > 0 ? cap.minus(money) : Money.ZERO);
    }
  }
}
