package dev.sluice.proxy;

import dev.sluice.access.Admission;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.routing.RoutingTable;
import dev.sluice.routing.Wanted;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.Order;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request, from its head to its last byte: admit, receive, plan, attempt, relay,
 * settle. Each step takes the value that the step before made.
 */
final class Exchange implements Relay.Owner, Failover.Course {

  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private final Loop loop;
  private final Surroundings around;
  private final HttpServerRequest request;
  private final Endpoint endpoint;
  private final RoutingTable table;
  private final Intake intake;
  private final Settlement settlement;
  private final CallerAnswer answer;
  private final Relay relay;
  private @Nullable Call call;
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
    this.settlement = new Settlement(id, request, endpoint, loop.journal());
    this.answer =
        new CallerAnswer(
            request.response(),
            new AnswerHead(request, id, around.draining()::get),
            Dialect.of(endpoint.protocol()),
            id,
            configuration.stream());
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
        if (!loop.journal().accepting()) {
          unbookable();
          return;
        }
        intake
            .receive(let.caller().id())
            .onComplete(made -> plan(made, let.ownLogin()), this::unread);
      }
    }
  }

  private void unbookable() {
    refuse(
        new Fault(
            Fault.Kind.OVERLOADED,
            "The gateway cannot book this request: its journal is full and SLUICE_JOURNAL_FULL is"
                + " refuse; ask again"),
        FinalAnswer.Advice.after(Optional.of(SHORTLY)));
  }

  private void unread(Throwable cause) {
    Fault fault = Intake.faultOf(cause);
    if (fault.kind() == Fault.Kind.OVERLOADED) {
      refuse(fault, FinalAnswer.Advice.after(Optional.of(SHORTLY)));
    } else {
      refuse(fault);
    }
  }

  private void plan(Call made, boolean ownLogin) {
    if (settled) {
      return;
    }
    call = made;
    settlement.read(made);
    answer.expects(made.shape());
    var wanted = new Wanted(endpoint.protocol(), made.model(), made.session(), ownLogin);
    switch (new Planning(table, around.sessions()).of(wanted)) {
      case Plan.Ordered ordered -> attempt(made, ordered);
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
    var failover = new Failover(loop.vertx(), plan, configuration.retry(), this, learning, relay);
    settlement.tries(failover);
    relay.follows(failover);
    failover.start();
  }

  @Override
  public Attempt attempt(Candidate candidate, int number, Attempt.Listener listener) {
    settlement.begins(candidate, number, around.clock().instant());
    return new Attempt(loop.outbound(), order(candidate), listener);
  }

  @Override
  public void ended(Attempt attempt) {
    settlement.booking().ended(attempt.reading());
  }

  private Order order(Candidate candidate) {
    Call made = Objects.requireNonNull(call, "not read yet");
    return new Order(
        loop.destinations().of(candidate.channel()),
        endpoint.protocol(),
        made.uriFor(candidate),
        loop.headers(candidate, made.headers()),
        made.bodyFor(candidate),
        made.shape(),
        candidate.channel().config().timeouts(),
        table.configuration().stream().progress());
  }

  @Override
  public void committed() {
    intake.release();
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
    around.records().accept(settlement.record(around.clock().instant(), answer));
  }
}
