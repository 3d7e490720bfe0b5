package dev.sluice.proxy;

import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Attempt;
import java.util.Optional;

/** Makes the attempts of one request, and is told how each ended. */
interface Course {

  /** Why a channel may not be asked now; when it may, the attempt's share of it is held. */
  Optional<String> obstacle(Candidate candidate);

  /** The attempt that was to follow is not made. */
  void waived();

  /**
   * The next attempt.
   *
   * @param number from 1 on
   */
  Attempt attempt(Candidate candidate, int number, Attempt.Listener listener) throws CannotAsk;

  void ended(Attempt attempt);
}
