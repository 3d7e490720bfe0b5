package dev.sluice.proxy;

import dev.sluice.access.Budgets;
import dev.sluice.access.Caller;
import dev.sluice.base.Money;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.price.Prices;
import dev.sluice.limit.Ask;
import dev.sluice.limit.Outcome;
import dev.sluice.limit.Reservation;
import dev.sluice.limit.Standing;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Usage;
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

  /* A token is about so many bytes of a request. */
  private static final int BYTES_A_TOKEN = 4;

  /* What a model usually says, in tokens; far below what clients allow it to say. */
  private static final int USUAL_ANSWER = 512;

  private final Budgets budgets;
  private final Prices prices;
  private @Nullable Reservation reservation;

  Account(Budgets budgets, Prices prices) {
    this.budgets = budgets;
    this.prices = prices;
  }

  /** What the caller is told when it may not go on. */
  record Refusal(Fault fault, Optional<FinalAnswer.Advice> advice) {}

  /**
   * Reserves what the request is likely to cost.
   *
   * @param model that is going to be asked for
   */
  Optional<Refusal> open(Caller caller, Call made, String model, Instant now) {
    if (!(caller instanceof Caller.Holder holder)
        || made.endpoint().task() == Endpoint.Task.COUNT) {
      return Optional.empty();
    }
    int prompt = made.body().length / BYTES_A_TOKEN;
    var likely = new Usage(prompt, USUAL_ANSWER, 0, 0, 0, true);
    long nanos = nanos(prices.cost(ModelName.bare(model), now, likely, BigDecimal.ONE));
    var ask = new Ask(prompt + USUAL_ANSWER, nanos, made.session().map(SessionKey::session));
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
      tokens += each.usage().promptTokens() + each.usage().outputTokens();
      nanos += nanos(prices.cost(each.model(), record.time(), each.usage(), each.multiplier()));
    }
    held.settle(tokens, nanos, record.time());
  }

  /* What has no price is counted as unpriced by the books, and uses up no budget. */
  private static long nanos(Cost cost) {
    return switch (cost) {
      case Cost.Priced(var amount, _, _) -> amount.nanos();
      case Cost.Unpriced _ -> 0;
    };
  }
}
