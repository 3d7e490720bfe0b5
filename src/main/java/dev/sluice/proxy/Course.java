package dev.sluice.proxy;

import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Attempt;

/** Makes the attempts of one request. */
@FunctionalInterface
interface Course {

  Attempt attempt(Candidate candidate, Attempt.Listener listener) throws CannotAsk;
}
