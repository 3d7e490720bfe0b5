package dev.sluice.proxy;

import dev.sluice.ledger.Billed;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.routing.RoutingTable;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.Order;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks upstreams on behalf of one request; the books know of each before it is asked. */
final class Asking implements Course {

  private final Loop loop;
  private final RoutingTable table;
  private final Settlement settlement;
  private final Supplier<Orders> orders;
  private final ChannelAccount.Wish wish;

  /**
   * @param wish what is asked of a channel's limits
   * @param orders which are let go once an answer has begun
   */
  Asking(
      Loop loop,
      RoutingTable table,
      Settlement settlement,
      ChannelAccount.Wish wish,
      Supplier<Orders> orders) {
    this.wish = wish;
    this.loop = loop;
    this.table = table;
    this.settlement = settlement;
    this.orders = orders;
  }

  /** Ready to start. */
  Failover of(Call call, Plan.Ordered plan, Audience audience) {
    var configuration = table.configuration();
    var learning =
        new Learning(
            loop.vertx(),
            loop.around().sessions(),
            call.endpoint().task(),
            call.session(),
            configuration.breaker(),
            loop.around().settings().networkErrorsCount());
    return new Failover(loop.vertx(), plan, configuration.retry(), this, learning, audience);
  }

  @Override
  public Step step(Candidate candidate, int number, Attempt.Listener listener) {
    Instant now = loop.around().clock().instant();
    Optional<String> obstacle = settlement.channel().open(candidate, wish, now);
    if (obstacle.isPresent()) {
      return new Step.NotNow(obstacle.get());
    }
    try {
      Order order = orders.get().of(candidate);
      long startMs = settlement.begins(candidate, number, now);
      return new Step.Made(new Attempt(loop.outbound(), order, listener), startMs);
    } catch (CannotAsk e) {
      settlement.channel().close(Optional.empty(), now);
      return new Step.Unfit(e.fault());
    }
  }

  @Override
  public void ended(Attempt attempt) {
    Optional<Billed> charged = settlement.booking().ended(attempt.reading());
    settlement.channel().close(charged, loop.around().clock().instant());
  }
}
