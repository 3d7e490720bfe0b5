package dev.sluice.upstream;

import dev.sluice.base.Secret;
import dev.sluice.channel.Verdict;
import java.util.Optional;

/**
 * An attempt that ended before anything was committed to the caller.
 *
 * @param answer what the upstream said, if it said anything
 * @param reason one line for people; no secrets
 */
public record Failure(Verdict verdict, Optional<UpstreamAnswer> answer, String reason) {

  /** The same without the credential of the attempt: some upstreams repeat the key they refuse. */
  public Failure without(Secret secret) {
    return new Failure(verdict, answer.map(said -> said.without(secret)), reason);
  }
}
