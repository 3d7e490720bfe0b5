package dev.sluice.proxy;

import dev.sluice.access.Admission;
import dev.sluice.protocol.Fault;
import dev.sluice.routing.RoutingTable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Lets a request in, reads it, and holds it to what its caller may ask for and use. */
final class Entrance {

  private final Loop loop;
  private final HttpServerRequest request;
  private final Endpoint endpoint;
  private final Settlement settlement;

  Entrance(Loop loop, HttpServerRequest request, Endpoint endpoint, Settlement settlement) {
    this.loop = loop;
    this.request = request;
    this.endpoint = endpoint;
    this.settlement = settlement;
  }

  /** A request that may go on, whose costs are reserved. */
  record Entered(Call call, Entitled entitled) {}

  /** A request that may not go on. */
  static final class TurnedAway extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Account.Refusal refusal;

    TurnedAway(Account.Refusal refusal) {
      super(refusal.fault().message(), null, false, false);
      this.refusal = refusal;
    }

    Account.Refusal refusal() {
      return refusal;
    }
  }

  /**
   * Fails with {@link TurnedAway} or with what {@link Intake#faultOf} understands.
   *
   * @param reading is shown what was read, and says whether the request still goes on
   */
  Future<Entered> enter(Intake intake, RoutingTable table, Predicate<Call> reading) {
    return switch (loop.admissions().of(request, endpoint.protocol())) {
      case Admission.Refused refused -> turnedAway(Admissions.refusal(refused), Optional.empty());
      case Admission.SlowedDown slowed ->
          turnedAway(
              Admissions.refusal(slowed), Optional.of(Admissions.advice(slowed.retryAfter())));
      case Admission.Admitted let -> {
        settlement.letIn(Recorded.caller(let.caller()));
        yield receive(let, intake, table, reading);
      }
    };
  }

  private Future<Entered> receive(
      Admission.Admitted let, Intake intake, RoutingTable table, Predicate<Call> reading) {
    if (!loop.journal().accepting()) {
      return turnedAway(NotAsked.unbookable(), Optional.of(NotAsked.SHORTLY));
    }
    var entitled = new Entitled(let, settlement.account());
    Optional<Fault> forbidden = entitled.forbids(request, endpoint, loop.around().front());
    if (forbidden.isPresent()) {
      return turnedAway(forbidden.get(), Optional.empty());
    }
    return intake
        .receive(let.caller().id())
        .compose(made ->
            reading.test(made)
                ? reserve(made, entitled, table)
                : turnedAway(NotAsked.stopping(), Optional.empty()));
  }

  private Future<Entered> reserve(Call made, Entitled entitled, RoutingTable table) {
    Instant now = loop.around().clock().instant();
    Optional<Account.Refusal> refusal = entitled.refuses(made, table, now);
    if (refusal.isPresent()) {
      return Future.failedFuture(new TurnedAway(refusal.get()));
    }
    settlement.admitted();
    entitled.tell(now, request.response().headers());
    return entitled.fit(loop.vertx(), made).map(fit -> new Entered(fit, entitled));
  }

  private static Future<Entered> turnedAway(Fault fault, Optional<FinalAnswer.Advice> advice) {
    return Future.failedFuture(new TurnedAway(new Account.Refusal(fault, advice)));
  }
}
