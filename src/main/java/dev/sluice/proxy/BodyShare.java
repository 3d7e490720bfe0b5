package dev.sluice.proxy;

import dev.sluice.protocol.Fault;

/**
 * What one request holds of the {@link BodyBudget}. Given back once and for good: whoever still
 * reads by then, on another thread perhaps, gets nothing more.
 */
final class BodyShare {

  private final BodyBudget budget;
  private final long limit;
  private long held;
  private boolean givenBack;

  BodyShare(BodyBudget budget, long limit) {
    this.budget = budget;
    this.limit = limit;
  }

  synchronized void take(long bytes) throws RefusedBody {
    if (givenBack || !budget.reserve(bytes, held, limit)) {
      throw new RefusedBody(
          new Fault(
              Fault.Kind.OVERLOADED,
              "The gateway holds as many request bodies as it may (limits.maxInFlightBodyBytes);"
                  + " retry shortly"));
    }
    held += bytes;
  }

  synchronized void giveBack() {
    givenBack = true;
    budget.release(held);
    held = 0;
  }
}
