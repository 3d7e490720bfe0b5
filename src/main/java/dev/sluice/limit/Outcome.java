package dev.sluice.limit;

import dev.sluice.base.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a request may go out on its subjects' account. */
public sealed interface Outcome {

  /** It may; the reservation has to be settled or released. */
  record Admitted(Reservation reservation) implements Outcome {}

  /**
   * A budget is used up.
   *
   * @param resets when it is there again; empty: never by itself
   */
  record SpentUp(String subject, Window window, Money budget, Optional<Instant> resets)
      implements Outcome {}

  /** Nothing is used up for good: the same request may be let in later. */
  record Busy(String subject, Reason reason, long limit, Duration retryAfter) implements Outcome {}

  /** What there is too much of now. */
  enum Reason {
    REQUESTS_PER_MINUTE,
    TOKENS_PER_MINUTE,
    CONCURRENT_REQUESTS,
    SESSIONS,
    /** The rest of a budget is reserved by requests that run. */
    BUDGET_RESERVED
  }
}
