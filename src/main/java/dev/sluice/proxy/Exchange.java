package dev.sluice.proxy;

import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.bodies.Copies;
import dev.sluice.ledger.live.LiveRequest;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.routing.RoutingTable;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request, from its head to its last byte: admit, receive, plan, attempt, relay,
 * settle. Each step takes the value that the step before made.
 */
final class Exchange implements Relay.Owner {

  private final Loop loop;
  private final Surroundings around;
  private final HttpServerRequest request;
  private final Endpoint endpoint;
  private final RoutingTable table;
  private final Intake intake;
  private final Settlement settlement;
  private final Copies copies;
  private final CallerAnswer answer;
  private final Passages passages;
  private final Relay relay;
  private @Nullable Call call;
  private @Nullable Orders orders;
  private boolean settled;

  Exchange(Loop loop, HttpServerRequest request, Endpoint endpoint, String id) {
    this.loop = loop;
    this.around = loop.around();
    this.request = request;
    this.endpoint = endpoint;
    this.table = around.routes().now();
    var configuration = table.configuration();
    this.intake =
        new Intake(loop.vertx(), request, endpoint, around.bodies(), configuration.limits());
    this.settlement = Settlement.of(loop, id, request, endpoint);
    this.copies = around.bodyLog().copies(id);
    this.answer =
        new CallerAnswer(
            request.response(),
            new AnswerHead(request, id, around.draining()::get),
            Dialect.of(endpoint.protocol()),
            id,
            configuration.stream(),
            copies.response());
    var silence = new Silence(answer, Dialect.of(endpoint.protocol()), configuration.stream());
    this.passages = new Passages(endpoint, answer, silence);
    this.relay = new Relay(answer, silence, settlement, this);
  }

  void begin() {
    request.response().exceptionHandler(_ -> {});
    request.response().closeHandler(_ -> callerGone());
    new Entrance(loop, request, endpoint, settlement)
        .enter(intake, table, this::read)
        .onComplete(this::plan, this::unread);
  }

  private boolean read(Call made) {
    if (settled) {
      return false;
    }
    call = made;
    settlement.read(made);
    answer.expects(made.shape());
    return true;
  }

  private void turnAway(Account.Refusal refusal) {
    if (settled) {
      return;
    }
    if (!onlyHearsStreams()) {
      refusal.advice().ifPresent(answer.errors()::advise);
      refuse(refusal.fault());
      return;
    }
    settlement.error(refusal.fault().message());
    answer.errors().refuseInStream(refusal.fault());
    settle();
  }

  private void unread(Throwable cause) {
    turnAway(cause instanceof Entrance.TurnedAway away ? away.refusal() : Intake.refusalOf(cause));
  }

  private void plan(Entrance.Entered entered) {
    if (settled) {
      return;
    }
    Call made = entered.call();
    call = made;
    copies.begin(request.headers(), made.body(), around.clock());
    var planning = new Planning(table, around.sessions());
    switch (settlement.planned(planning.of(entered.entitled().wanted(made)))) {
      case Plan.Ordered ordered -> order(made, ordered);
      case Plan.UnknownModel(var model, var nearest, _) -> refuse(NotAsked.unknown(model, nearest));
      case Plan.Nothing(var avoided) -> relay.exhausted(NotAsked.nobody(avoided));
    }
  }

  private void order(Call made, Plan.Ordered plan) {
    var telling =
        new Telling(settlement.id(), made.model(), around.clock().instant().getEpochSecond());
    orders = new Orders(loop, table, made, telling);
    orders
        .ready(loop.vertx(), plan.candidates())
        .onComplete(_ -> {
          if (!settled) {
            attempt(made, plan);
          }
        });
  }

  private void attempt(Call made, Plan.Ordered plan) {
    var failover =
        new Asking(loop, table, settlement, ChannelAccount.Wish.of(made), this::orders)
            .of(made, plan, relay);
    settlement.tries(failover);
    relay.follows(failover);
    failover.start();
  }

  private Orders orders() {
    return Objects.requireNonNull(orders, "not planned yet");
  }

  @Override
  public boolean foreign(Candidate from) {
    return passages.foreign(from);
  }

  @Override
  public Passage passage(Candidate from) {
    return passages.of(from, orders());
  }

  @Override
  public boolean answersItself(FinalAnswer outcome) {
    if (orders == null || !passages.estimates(outcome)) {
      return false;
    }
    passages.estimate(loop.vertx(), orders).onComplete(_ -> settle());
    return true;
  }

  @Override
  public void committed() {
    intake.release();
    orders = null;
    call = Objects.requireNonNull(call, "not read yet").withoutBody();
    settlement.read(call);
  }

  @Override
  public void told() {
    settle();
  }

  @Override
  public boolean onlyHearsStreams() {
    return call != null && Codex.onlyHearsStreams(call);
  }

  private void refuse(Fault fault) {
    if (settled) {
      return;
    }
    settlement.error(fault.message());
    answer.errors().refuse(fault, At.EVENT_END);
    Leftover.discard(loop.vertx(), request);
    settle();
  }

  /** Checks every deadline of this exchange; called a few times a second. */
  void tick(long now) {
    if (answer.stalledTooLong(now)) {
      stalled();
      return;
    }
    if (settled) {
      return;
    }
    settlement.renew(around.clock().instant());
    intake.tick(now);
    relay.tick(now);
  }

  private void stalled() {
    if (settled) {
      Leftover.drop(request);
      loop.ended(this);
      return;
    }
    settlement.error("the caller stopped reading");
    answer.cut();
    callerGone();
  }

  /** How far it is; empty once its books are closed. */
  Optional<LiveRequest> live(Instant now) {
    if (settled) {
      return Optional.empty();
    }
    var running = relay.current().map(attempt -> attempt.reading().usage());
    return Optional.of(settlement.live(now, answer, running));
  }

  /** The process cannot wait any longer for this answer. */
  void cutShort() {
    if (settled) {
      return;
    }
    Fault fault = NotAsked.stopping();
    settlement.error(fault.message());
    relay.cutShort(fault);
    settle();
  }

  private void callerGone() {
    if (!settled) {
      settlement.endedBy(EndedBy.CALLER);
      relay.abandon();
      settle();
    }
  }

  /** The books are closed at once; the exchange lives on until its last byte has left. */
  private void settle() {
    if (settled) {
      return;
    }
    settled = true;
    intake.release();
    answer.gone().onComplete(_ -> loop.ended(this));
    Instant now = around.clock().instant();
    around.records().accept(settlement.record(now, answer));
    copies.end(request.response().headers(), now);
  }
}
