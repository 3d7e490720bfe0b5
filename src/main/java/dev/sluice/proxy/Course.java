package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Attempt;

/** Makes the attempts of one request, and is told how each ended. */
interface Course {

  /** What comes of wanting to ask a candidate. */
  sealed interface Step {

    /**
     * The attempt, ready to start; its share of the channel is held.
     *
     * @param startMs since the request came
     */
    record Made(Attempt attempt, long startMs) implements Step {}

    /** Its channel may not be asked now. */
    record NotNow(String reason) implements Step {}

    /** It cannot be asked for this request at all. */
    record Unfit(Fault fault) implements Step {}
  }

  /**
   * The next attempt.
   *
   * @param number from 1 on
   */
  Step step(Candidate candidate, int number, Attempt.Listener listener);

  void ended(Attempt attempt);
}
