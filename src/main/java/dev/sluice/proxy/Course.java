package dev.sluice.proxy;

import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Attempt;

/** Makes the attempts of one request, and is told how each ended. */
interface Course {

  /**
   * The next attempt.
   *
   * @param number from 1 on
   */
  Attempt attempt(Candidate candidate, int number, Attempt.Listener listener) throws CannotAsk;

  void ended(Attempt attempt);
}
