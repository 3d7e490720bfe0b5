package dev.sluice.proxy;

import dev.sluice.access.Budgets;
import dev.sluice.ledger.Billed;
import dev.sluice.limit.Ask;
import dev.sluice.limit.Limits;
import dev.sluice.limit.Outcome;
import dev.sluice.limit.Reservation;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.SessionKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an attempt holds of its channel's own limits, from before it begins until it has ended. */
final class ChannelAccount {

  private final Budgets budgets;
  private final Charges charges;
  private @Nullable Reservation held;

  ChannelAccount(Budgets budgets, Charges charges) {
    this.budgets = budgets;
    this.charges = charges;
  }

  /** What is held of a request whose body may be gone. */
  record Wish(int bodyBytes, Optional<String> session, boolean free) {

    static Wish of(Call call) {
      return new Wish(
          call.body().length,
          call.session().map(SessionKey::session),
          call.endpoint().task() == Endpoint.Task.COUNT);
    }
  }

  /** Why the channel may not be asked now; otherwise what the attempt may use is reserved. */
  Optional<String> open(Candidate candidate, Wish wish, Instant now) {
    Limits limits = candidate.channel().config().limits();
    if (wish.free() || limits.equals(Limits.NONE)) {
      return Optional.empty();
    }
    Ask ask =
        charges.likely(
            candidate.model(),
            wish.bodyBytes(),
            candidate.channel().config().costMultiplier(),
            wish.session(),
            now);
    return switch (budgets.reserve(candidate.channel().id(), limits, ask, now)) {
      case Outcome.Admitted(var reservation) -> {
        held = reservation;
        yield Optional.empty();
      }
      case Outcome.SpentUp spent -> Optional.of(BudgetWords.spent(spent, budgets.limiter().zone()));
      case Outcome.Busy busy -> Optional.of(BudgetWords.reached(busy));
    };
  }

  void renew(Instant now) {
    if (held != null) {
      held.renew(now);
    }
  }

  /** The attempt has ended, and is charged or not. */
  void close(Optional<Billed> billed, Instant now) {
    Reservation reservation = held;
    if (reservation != null) {
      held = null;
      billed.ifPresentOrElse(
          each -> {
            long nanos = charges.nanos(each, now);
            charges.usual().saw(each.model(), nanos);
            reservation.settle(Charges.tokens(each), nanos, now);
          },
          () -> reservation.release(now));
    }
  }
}
