package dev.sluice.access;

import dev.sluice.limit.Ask;
import dev.sluice.limit.Claim;
import dev.sluice.limit.Limiter;
import dev.sluice.limit.Limits;
import dev.sluice.limit.Outcome;
import dev.sluice.limit.Pricing;
import dev.sluice.limit.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whose account requests go on, and what they are charged with.
 *
 * @param enforced whether limits hold; what is used is counted all the same
 * @param pricing the prices of the moment
 */
public record Budgets(Limiter limiter, boolean enforced, Supplier<Pricing> pricing) {

  /* What a model usually says, in tokens; far below what clients allow it to say. */
  private static final long USUAL_ANSWER = 512;

  /**
   * Reserves for a request on the account of its key and of the key's owner.
   *
   * @param promptTokens at a guess
   */
  public Outcome reserve(
      Caller.Holder caller,
      String model,
      long promptTokens,
      Optional<String> session,
      Instant now) {
    var ask =
        new Ask(
            promptTokens + USUAL_ANSWER,
            Math.max(0, pricing.get().estimate(model, promptTokens)),
            session);
    return limiter.admit(claims(caller), ask, now);
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

  public long cost(Pricing.Served served) {
    return pricing.get().cost(served);
  }

  public Standing of(IssuedKey key, Instant now) {
    return limiter.standing(key.subject(), key.terms().limits(), now);
  }

  public Standing of(User user, Instant now) {
    return limiter.standing(user.subject(), user.profile().limits(), now);
  }
}
