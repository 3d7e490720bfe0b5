package dev.sluice.proxy;

import dev.sluice.access.Budgets;
import dev.sluice.access.Caller;
import dev.sluice.base.Money;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.limit.Ask;
import dev.sluice.limit.Outcome;
import dev.sluice.limit.Reservation;
import dev.sluice.limit.Standing;
import dev.sluice.protocol.Fault;
import dev.sluice.routing.ModelName;
import dev.sluice.routing.SessionKey;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
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

  private final Budgets budgets;
  private final Charges charges;
  private @Nullable Reservation reservation;
  private String model = "";

  Account(Budgets budgets, Charges charges) {
    this.budgets = budgets;
    this.charges = charges;
  }

  /** What the caller is told when it may not go on. */
  record Refusal(Fault fault, Optional<FinalAnswer.Advice> advice) {}

  /**
   * Reserves what the request is likely to cost.
   *
   * @param asked the model that is going to be asked for
   */
  Optional<Refusal> open(Caller caller, Call made, String asked, Instant now) {
    if (!(caller instanceof Caller.Holder holder)
        || made.endpoint().task() == Endpoint.Task.COUNT) {
      return Optional.empty();
    }
    this.model = ModelName.bare(asked);
    Ask ask =
        charges.likely(
            model,
            made.body().length,
            BigDecimal.ONE,
            made.session().map(SessionKey::session),
            now);
    return switch (budgets.reserve(holder, ask, now)) {
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

  /** The request has ended: whatever its attempts are charged with is spent. */
  void close(RequestRecord record) {
    Reservation held = reservation;
    if (held == null) {
      return;
    }
    long tokens = 0;
    long nanos = 0;
    for (Billed each : record.billed()) {
      tokens += Charges.tokens(each);
      nanos += charges.nanos(each, record.time());
    }
    if (!record.billed().isEmpty()) {
      charges.usual().saw(model, nanos);
    }
    held.settle(tokens, nanos, record.time());
  }
}
