package dev.sluice.proxy;

import dev.sluice.access.Budgets;
import dev.sluice.access.Caller;
import dev.sluice.base.Money;
import dev.sluice.limit.Outcome;
import dev.sluice.limit.Pricing;
import dev.sluice.limit.Reservation;
import dev.sluice.limit.Standing;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Usage;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.ModelName;
import dev.sluice.routing.SessionKey;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On whose account a request goes: reserved before anybody is asked, closed once at its end. The
 * access key has no account, and counting tokens costs nothing.
 */
final class Account {

  /* A token is about so many bytes of a request. */
  private static final int BYTES_A_TOKEN = 4;

  private final Budgets budgets;
  private @Nullable Reservation reservation;

  Account(Budgets budgets) {
    this.budgets = budgets;
  }

  /** What the caller is told when it may not go on. */
  record Refusal(Fault fault, FinalAnswer.Advice advice) {}

  Optional<Refusal> open(Caller caller, Call made, Instant now) {
    if (!(caller instanceof Caller.Holder holder)
        || made.endpoint().task() == Endpoint.Task.COUNT) {
      return Optional.empty();
    }
    Outcome outcome =
        budgets.reserve(
            holder,
            ModelName.bare(made.model()),
            made.body().length / BYTES_A_TOKEN,
            made.session().map(SessionKey::session),
            now);
    return switch (outcome) {
      case Outcome.Admitted(var held) -> {
        reservation = held;
        yield Optional.empty();
      }
      case Outcome.SpentUp spent ->
          Optional.of(BudgetWords.of(spent, now, budgets.limiter().zone()));
      case Outcome.Busy busy -> Optional.of(BudgetWords.of(busy));
    };
  }

  /** Tells a caller that has budgets what is left of them. */
  void tell(Caller caller, Instant now, MultiMap headers) {
    if (!(caller instanceof Caller.Holder holder) || !budgets.enforced()) {
      return;
    }
    List<String> left = new ArrayList<>();
    add(budgets.of(holder.key(), now), left, "");
    holder.owner().ifPresent(owner -> add(budgets.of(owner, now), left, "user-"));
    if (!left.isEmpty()) {
      headers.set("x-sluice-budget-left", String.join(", ", left));
    }
  }

  private static void add(Standing standing, List<String> left, String whose) {
    standing
        .limits()
        .budgets()
        .keySet()
        .forEach(window ->
            standing
                .in(window)
                .left()
                .map(Money::toString)
                .ifPresent(money -> left.add(whose + window.id() + "=" + money)));
  }

  void renew(Instant now) {
    if (reservation != null) {
      reservation.renew(now);
    }
  }

  /**
   * The request has ended.
   *
   * @param served who answered, if anybody did
   * @param begun whether the caller has been given something of an answer
   */
  void close(Optional<Candidate> served, Usage usage, boolean begun, Instant now) {
    Reservation held = reservation;
    if (held == null) {
      return;
    }
    if (usage.known() && served.isPresent()) {
      var cost = served(served.get(), usage);
      held.settle(cost.tokens(), budgets.cost(cost), now);
    } else if (begun) {
      held.settleAsEstimated(now);
    } else {
      held.release(now);
    }
  }

  private static Pricing.Served served(Candidate from, Usage usage) {
    return new Pricing.Served(
        from.channel().id(),
        from.model(),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWrite5mTokens(),
        usage.cacheWrite1hTokens());
  }
}
