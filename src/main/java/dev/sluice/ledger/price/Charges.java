package dev.sluice.ledger.price;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What the books say was charged, to be looked at and corrected. Nothing here waits. */
public interface Charges {

  /** Which charges are looked at. */
  enum Which {
    ALL,
    /** Those whose model had no price. */
    UNPRICED
  }

  /** A charge and what it costs by other prices. */
  record Repriced(Charge charge, Cost now) {}

  /**
   * Some charges that were looked at.
   *
   * @param next where the others begin; empty: there are none
   */
  record Step(long examined, List<Repriced> changed, Optional<Instant> next) {
    public Step {
      changed = List.copyOf(changed);
    }
  }

  /**
   * Looks at some charges of a time, the oldest first. With {@code apply} those whose cost is
   * another are corrected in all that they are part of, all of them or none.
   *
   * @param until exclusive
   */
  CompletionStage<Step> reprice(
      Which which, Instant from, Instant until, Function<Charge, Cost> price, boolean apply);
}
