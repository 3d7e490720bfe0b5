package dev.sluice.proxy;

import dev.sluice.access.Admission;
import dev.sluice.access.Slot;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.bodies.Copies;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.routing.RoutingTable;
import dev.sluice.routing.Wanted;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.Order;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request, from its head to its last byte: admit, receive, plan, attempt, relay,
 * settle. Each step takes the value that the step before made.
 */
final class Exchange implements Relay.Owner {

  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private final Loop loop;
  private final Surroundings around;
  private final HttpServerRequest request;
  private final Endpoint endpoint;
  private final RoutingTable table;
  private final Intake intake;
  private final Settlement settlement;
  private final Copies copies;
  private final CallerAnswer answer;
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
    this.settlement = new Settlement(id, request, endpoint, new Account(around.budgets()));
    this.copies = around.bodyLog().copies(id);
    this.answer =
        new CallerAnswer(
            request.response(),
            new AnswerHead(request, id, around.draining()::get),
            Dialect.of(endpoint.protocol()),
            id,
            configuration.stream(),
            copies.response());
    this.relay = new Relay(answer, settlement, this);
  }

  void begin() {
    request.response().exceptionHandler(_ -> {});
    request.response().closeHandler(_ -> callerGone());
    switch (loop.admissions().of(request, endpoint.protocol())) {
      case Admission.Refused refused -> refuse(Admissions.refusal(refused));
      case Admission.SlowedDown slowed ->
          refuse(Admissions.refusal(slowed), Admissions.advice(slowed.retryAfter()));
      case Admission.Admitted let -> {
        settlement.letIn(Recorded.caller(let.caller()));
        Restrictions.of(let.caller())
            .forbids(request, endpoint)
            .ifPresentOrElse(this::refuse, () -> receive(let));
      }
    }
  }

  private void receive(Admission.Admitted let) {
    intake.receive(let.caller().id()).onComplete(made -> account(made, let), this::unread);
  }

  /** Within the caller's restrictions and limits, or no further. */
  private void account(Call made, Admission.Admitted let) {
    if (settled) {
      return;
    }
    call = made;
    settlement.read(made);
    var restrictions = Restrictions.of(let.caller());
    Optional<Fault> forbidden = restrictions.forbids(made, table);
    if (forbidden.isPresent()) {
      refuse(forbidden.get());
      return;
    }
    Instant now = around.clock().instant();
    var account = settlement.account();
    Optional<Account.Refusal> refusal = account.open(let.caller(), made, now);
    if (refusal.isPresent()) {
      limited(made, refusal.get());
      return;
    }
    account.tell(let.caller(), now, request.response().headers());
    SlotEffort.of(loop.vertx(), made, restrictions.slot(made).flatMap(Slot::effort))
        .onComplete(fit -> plan(fit, let.ownLogin(), restrictions), this::unread);
  }

  private void limited(Call made, Account.Refusal refusal) {
    answer.expects(made.shape());
    if (onlyHearsStreams()) {
      settlement.error(refusal.fault().message());
      answer.refuseInStream(refusal.fault());
      settle();
      return;
    }
    refuse(refusal.fault(), refusal.advice());
  }

  private void unread(Throwable cause) {
    Fault fault = Intake.faultOf(cause);
    if (fault.kind() == Fault.Kind.OVERLOADED) {
      refuse(fault, FinalAnswer.Advice.after(Optional.of(SHORTLY)));
    } else {
      refuse(fault);
    }
  }

  private void plan(Call made, boolean ownLogin, Restrictions restrictions) {
    if (settled) {
      return;
    }
    call = made;
    copies.begin(made.body(), around.clock());
    answer.expects(made.shape());
    var wanted =
        new Wanted(
            endpoint.protocol(),
            restrictions.slot(made).map(Slot::model).orElse(made.model()),
            made.session(),
            ownLogin,
            restrictions.permitted(made));
    switch (new Planning(table, around.sessions()).of(wanted)) {
      case Plan.Ordered ordered -> order(made, ordered);
      case Plan.UnknownModel(var model, var nearest) -> unknown(model, nearest);
      case Plan.Nothing(var avoided) ->
          relay.exhausted(
              FinalAnswer.of(List.of(), Map.of(), avoided, List.of(), System.nanoTime()));
    }
  }

  private void unknown(String model, List<String> nearest) {
    String hint = nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest);
    refuse(
        new Fault(Fault.Kind.MODEL_UNKNOWN, "model: no channel serves \"" + model + "\"" + hint));
  }

  private void order(Call made, Plan.Ordered plan) {
    var telling =
        new Telling(settlement.id(), made.model(), around.clock().instant().getEpochSecond());
    var making = new Orders(loop, table, made, telling);
    orders = making;
    if (!making.takeLong(plan.candidates())) {
      attempt(made, plan);
      return;
    }
    loop.vertx()
        .executeBlocking(
            () -> {
              making.prepare(plan.candidates());
              return making;
            },
            false)
        .onComplete(_ -> {
          if (!settled) {
            attempt(made, plan);
          }
        });
  }

  private void attempt(Call made, Plan.Ordered plan) {
    var configuration = table.configuration();
    var learning =
        new Learning(
            loop.vertx(),
            around.sessions(),
            endpoint.task(),
            made.session(),
            configuration.breaker(),
            around.settings().networkErrorsCount());
    var failover =
        new Failover(
            loop.vertx(),
            plan,
            configuration.retry(),
            (candidate, listener) -> new Attempt(loop.outbound(), orders().of(candidate), listener),
            learning,
            relay);
    settlement.tries(failover);
    relay.follows(failover);
    failover.start();
  }

  private Orders orders() {
    return Objects.requireNonNull(orders, "not planned yet");
  }

  @Override
  public boolean foreign(Candidate from) {
    return from.channel().config().type() != endpoint.protocol();
  }

  @Override
  public Passage passage(Candidate from) {
    String channel = from.channel().id();
    if (!foreign(from)) {
      orders().changed().ifPresent(answer::warn);
      return new UntouchedPassage(answer, channel);
    }
    try {
      var conversion = orders().conversion();
      if (endpoint.task() == Endpoint.Task.COUNT) {
        return new CountedPassage(
            conversion.count(from).orElseThrow(), this::counted, this::estimate);
      }
      return new ConvertedPassage(
          answer, conversion.answerOf(from), channel, conversion.to(from).losses().line());
    } catch (CannotAsk e) {
      throw new IllegalStateException("was asked already", e);
    }
  }

  private void counted(long tokens) {
    answer.whole("", Buffer.buffer(CallerSide.of(endpoint.protocol()).count(tokens)));
  }

  @Override
  public boolean answersItself(FinalAnswer outcome) {
    if (endpoint.task() != Endpoint.Task.COUNT || orders == null || !Estimated.better(outcome)) {
      return false;
    }
    estimate();
    return true;
  }

  private void estimate() {
    Estimated.answer(loop.vertx(), orders().conversion(), endpoint, orders().model())
        .onComplete(
            answer::estimated, cause -> answer.refuse(Estimated.faultOf(cause), At.EVENT_END))
        .onComplete(_ -> settle());
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

  /**
   * Codex reads errors inside a stream alone; told otherwise it shows them raw or does not retry.
   */
  @Override
  public boolean onlyHearsStreams() {
    return endpoint.protocol() == Protocol.OPENAI_RESPONSES
        && call != null
        && call.shape() == Order.Shape.STREAM
        && Codex.speaks(request.headers());
  }

  private void refuse(Fault fault, FinalAnswer.Advice advice) {
    answer.advise(advice);
    refuse(fault);
  }

  private void refuse(Fault fault) {
    if (settled) {
      return;
    }
    settlement.error(fault.message());
    answer.refuse(fault, At.EVENT_END);
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
    settlement.account().renew(around.clock().instant());
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

  /** The process cannot wait any longer for this answer. */
  void cutShort() {
    if (settled) {
      return;
    }
    var at = relay.flowing().map(attempt -> At.of(attempt.reading())).orElse(At.EVENT_END);
    var fault = new Fault(Fault.Kind.OVERLOADED, "The gateway is stopping; ask again");
    settlement.error(fault.message());
    relay.abandon();
    answer.refuse(fault, at);
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
    copies.end(now);
  }
}
