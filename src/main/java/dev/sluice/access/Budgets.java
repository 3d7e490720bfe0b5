package dev.sluice.access;

import dev.sluice.limit.Ask;
import dev.sluice.limit.Claim;
import dev.sluice.limit.Limiter;
import dev.sluice.limit.Limits;
import dev.sluice.limit.Outcome;
import dev.sluice.limit.Standing;
import dev.sluice.limit.UsualCosts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose account requests go on, and what they are charged with.
 *
 * @param enforced whether limits hold; what is used is counted all the same
 */
public record Budgets(Limiter limiter, UsualCosts usual, boolean enforced) {

  static final String CHANNEL = "channel:";

  /** Reserves for a request on the account of its key and of the key's owner. */
  public Outcome reserve(Caller.Holder caller, Ask ask, Instant now) {
    return limiter.admit(claims(caller), ask, now);
  }

  /** Reserves for an attempt on the account of a channel, whoever asks. */
  public Outcome reserve(String channel, Limits limits, Ask ask, Instant now) {
    return limiter.admit(List.of(new Claim(CHANNEL + channel, limits)), ask, now);
  }

  static boolean isChannel(String subject) {
    return subject.startsWith(CHANNEL);
  }

  private List<Claim> claims(Caller.Holder caller) {
    return Stream.concat(
            Stream.of(claim(caller.key().subject(), caller.key().terms().limits())),
            caller.owner().stream().map(owner -> claim(owner.subject(), owner.profile().limits())))
        .toList();
  }

  private Claim claim(String subject, Limits limits) {
    return new Claim(subject, enforced ? limits : Limits.NONE);
  }

  public Standing of(IssuedKey key, Instant now) {
    return limiter.standing(key.subject(), key.terms().limits(), now);
  }

  public Standing of(User user, Instant now) {
    return limiter.standing(user.subject(), user.profile().limits(), now);
  }
}
