package dev.sluice.proxy;

import dev.sluice.channel.Attempted;
import dev.sluice.channel.Permit;
import dev.sluice.channel.Verdict;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.routing.Candidate;
import dev.sluice.upstream.Attempt;

/**
 * An attempt under way and the permit under which it is made.
 *
 * @param startMs since the request came
 */
record Running(Candidate candidate, Permit permit, Attempt attempt, long startMs) {

  Attempted attempted() {
    return permit.attempted(candidate.model(), attempt.firstContentMs());
  }

  AttemptRecord record(Verdict verdict, int status) {
    return new AttemptRecord(
        candidate.channel().id(),
        candidate.key().masked(),
        verdict.label(),
        status,
        attempt.headMs(),
        attempt.totalMs(),
        startMs);
  }
}
