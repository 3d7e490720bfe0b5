package dev.sluice.proxy;

import dev.sluice.access.Admission;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.RequestFacts;
import dev.sluice.protocol.RequestScan;
import dev.sluice.protocol.Usage;
import dev.sluice.routing.Binding;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.routing.Planner;
import dev.sluice.routing.RoutingTable;
import dev.sluice.routing.SessionKey;
import dev.sluice.routing.Wanted;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.Ending;
import dev.sluice.upstream.Order;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way of one request, from its head to its last byte: admit, receive, plan, attempt, relay,
 * settle. Each step takes the value that the step before made.
 */
final class Exchange implements Failover.Listener {

  /** Longer bodies are scanned off the event loop. */
  private static final int LONG_BODY = 1024 * 1024;

  private final Loop loop;
  private final Surroundings around;
  private final HttpServerRequest request;
  private final Endpoint endpoint;
  private final String id;
  private final RoutingTable table;
  private final RequestBody body;
  private final long begun = System.nanoTime();
  private CallerAnswer answer;
  private Admission.@Nullable Admitted admitted;
  private @Nullable Call call;
  private @Nullable Failover failover;
  private Usage usage = Usage.UNKNOWN;
  private String verdict = "";
  private String error = "";
  private EndedBy endedBy = EndedBy.GATEWAY;
  private long firstContentMs;
  private boolean settled;

  Exchange(Loop loop, HttpServerRequest request, Endpoint endpoint, String id) {
    this.loop = loop;
    this.around = loop.around();
    this.request = request;
    this.endpoint = endpoint;
    this.id = id;
    this.table = around.routes().now();
    var limits = table.configuration().limits();
    this.body =
        new RequestBody(
            around.bodies(),
            limits.maxInFlightBodyBytes().orElseGet(BodyBudget::defaultLimit),
            limits.maxBodyBytes());
    this.answer = answerIn(Order.Shape.WHOLE);
  }

  void begin() {
    request.response().exceptionHandler(_ -> {});
    request.response().closeHandler(_ -> callerGone());
    switch (loop.admissions().of(request, endpoint.protocol())) {
      case Admission.Refused refused -> refuse(Admissions.refusal(refused));
      case Admission.SlowedDown slowed -> {
        answer.advise(Admissions.advice(slowed.retryAfter()));
        refuse(Admissions.refusal(slowed));
      }
      case Admission.Admitted let -> {
        admitted = let;
        body.receive(loop.vertx(), request)
            .compose(this::read)
            .onComplete(this::plan, this::unread);
      }
    }
  }

  private Future<Call> read(byte[] bytes) {
    if (endpoint.namesModelInPath() && bytes.length == 0) {
      return Future.failedFuture(
          new RefusedBody(new Fault(Fault.Kind.INVALID_REQUEST, "body: is empty; send JSON")));
    }
    if (bytes.length <= LONG_BODY) {
      return scanned(bytes);
    }
    Promise<Call> read = Promise.promise();
    loop.vertx().executeBlocking(() -> called(bytes), false).onComplete(read);
    return read.future();
  }

  private Future<Call> scanned(byte[] bytes) {
    try {
      return Future.succeededFuture(called(bytes));
    } catch (MalformedRequest malformed) {
      return Future.failedFuture(malformed);
    }
  }

  private Call called(byte[] bytes) throws MalformedRequest {
    RequestFacts facts = RequestScan.scan(bytes, bytes.length);
    String query = Admissions.forwardedQuery(request, endpoint.protocol());
    return new Call(
        endpoint,
        query,
        request.headers(),
        bytes,
        facts,
        endpoint.shape(facts.stream(), query),
        session(facts));
  }

  private Optional<SessionKey> session(RequestFacts facts) {
    String caller = letIn().caller().id();
    return SessionNames.of(request.headers(), facts).map(name -> new SessionKey(caller, name));
  }

  private void unread(Throwable cause) {
    switch (cause) {
      case RefusedBody refused -> refuse(refused.fault());
      case MalformedRequest malformed ->
          refuse(new Fault(Fault.Kind.INVALID_REQUEST, told(malformed)));
      default -> {
        loop.log().error("{} could not be read", id, cause);
        refuse(
            new Fault(Fault.Kind.INTERNAL, "The gateway failed to read the request; see its log"));
      }
    }
  }

  private static String told(MalformedRequest malformed) {
    String message = String.valueOf(malformed.getMessage());
    return malformed.pointer().isEmpty()
        ? message
        : message + " (pointer " + malformed.pointer() + ")";
  }

  private void plan(Call made) {
    if (settled) {
      return;
    }
    call = made;
    answer = answerIn(made.shape());
    if (made.model().isEmpty()) {
      refuse(
          new Fault(
              Fault.Kind.INVALID_REQUEST, "model: is required (pointer /model); name a model"));
      return;
    }
    Optional<Binding> place = made.session().flatMap(around.sessions()::of);
    var wanted = new Wanted(endpoint.protocol(), made.model(), made.session(), letIn().ownLogin());
    Plan plan = Planner.plan(table, wanted, place, ThreadLocalRandom.current(), System.nanoTime());
    switch (plan) {
      case Plan.Ordered ordered -> attempt(made, together(made, wanted, ordered));
      case Plan.UnknownModel(var model, var nearest) -> unknown(model, nearest);
      case Plan.Nothing(var avoided) ->
          exhausted(
              FinalAnswer.of(List.of(), java.util.Map.of(), avoided, List.of(), System.nanoTime()));
    }
  }

  /** A conversation's parallel first requests go where the first of them goes. */
  private Plan.Ordered together(Call made, Wanted wanted, Plan.Ordered ordered) {
    if (made.session().isEmpty() || ordered.bound()) {
      return ordered;
    }
    Binding place =
        around.sessions().propose(made.session().get(), ordered.candidates().getFirst());
    Plan again =
        Planner.plan(
            table, wanted, Optional.of(place), ThreadLocalRandom.current(), System.nanoTime());
    return again instanceof Plan.Ordered agreed ? agreed : ordered;
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
            made.session(),
            configuration.breaker(),
            around.settings().networkErrorsCount());
    failover =
        new Failover(
            loop.vertx(),
            plan,
            configuration.retry(),
            (candidate, listener) -> new Attempt(loop.outbound(), order(made, candidate), listener),
            learning,
            this);
    failover.start();
  }

  private Order order(Call made, Candidate candidate) {
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
  public void opened(UpstreamAnswer held, Candidate from) {
    body.release();
    firstContentMs = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    answer.commit(held, from.channel().id(), attempts());
    holdBackWhenFull();
  }

  @Override
  public void bytes(Buffer chunk) {
    answer.write(chunk);
    holdBackWhenFull();
  }

  private void holdBackWhenFull() {
    if (!answer.full()) {
      return;
    }
    current()
        .ifPresent(attempt -> {
          attempt.pause();
          answer.stalled(attempt::resume);
        });
  }

  @Override
  public void ended(Ending ending) {
    usage = ending.usage();
    verdict = ending.verdict().label();
    endedBy = EndedBy.UPSTREAM;
    switch (ending) {
      case Ending.Complete _ -> answer.end();
      case Ending.Broken(_, _, var reason, var insideEvent) -> {
        error = reason;
        answer.breakOff(
            new Fault(
                Fault.Kind.UPSTREAM_FAILED,
                "Channel \"" + channelId() + "\" " + reason + "; ask again"),
            insideEvent ? CallerAnswer.At.INSIDE_EVENT : CallerAnswer.At.EVENT_END);
      }
    }
    settle();
  }

  @Override
  public void exhausted(FinalAnswer outcome) {
    switch (outcome) {
      case FinalAnswer.Relayed(var upstream, var from, var advice) -> {
        verdict = lastVerdict();
        endedBy = EndedBy.UPSTREAM;
        if (onlyHearsStreams()) {
          answer.refuseInStream(CallerAnswer.faultOf(upstream));
        } else {
          answer.relay(upstream, from.channel().id(), attempts(), advice);
        }
        settle();
      }
      case FinalAnswer.Own(var fault, var advice) -> {
        verdict = lastVerdict();
        error = fault.message();
        if (onlyHearsStreams()) {
          answer.refuseInStream(fault);
        } else {
          answer.refuse(fault, advice, attempts());
        }
        settle();
      }
    }
  }

  /**
   * Codex reads errors inside a stream alone; told otherwise it shows them raw or does not retry.
   */
  private boolean onlyHearsStreams() {
    return endpoint.protocol() == Protocol.OPENAI_RESPONSES
        && call != null
        && call.shape() == Order.Shape.STREAM
        && Codex.speaks(request.headers());
  }

  private void refuse(Fault fault) {
    error = fault.message();
    if (body.arriving() || !request.isEnded()) {
      request.response().putHeader("connection", "close");
    }
    answer.refuse(fault);
    settle();
  }

  /** Checks every deadline of this exchange; called a few times a second. */
  void tick(long now) {
    body.tick(now);
    if (answer.stalledTooLong(now)) {
      error = "the caller stopped reading";
      answer.cut();
      callerGone();
      return;
    }
    if (failover != null) {
      failover.tick(now);
      current()
          .filter(Attempt::flowing)
          .ifPresentOrElse(
              attempt -> answer.tickFlowing(now, attempt.reading()), () -> answer.tickWaiting(now));
    }
  }

  /** The process cannot wait any longer for this answer. */
  void cutShort() {
    if (settled) {
      return;
    }
    error = "the gateway is stopping";
    var at =
        current()
            .filter(Attempt::flowing)
            .map(attempt -> CallerAnswer.At.of(attempt.reading()))
            .orElse(CallerAnswer.At.EVENT_END);
    Optional.ofNullable(failover).ifPresent(Failover::abandon);
    answer.refuseOrBreakOff(
        new Fault(Fault.Kind.OVERLOADED, "The gateway is stopping; ask again"), at);
    settle();
  }

  private void callerGone() {
    if (settled) {
      return;
    }
    endedBy = EndedBy.CALLER;
    current().ifPresent(attempt -> usage = attempt.reading().usage());
    Optional.ofNullable(failover).ifPresent(Failover::abandon);
    verdict = lastVerdict();
    settle();
  }

  private void settle() {
    if (settled) {
      return;
    }
    settled = true;
    body.release();
    loop.ended(this);
    around.records().accept(record());
  }

  private RequestRecord record() {
    Optional<Candidate> served = Optional.ofNullable(failover).flatMap(Failover::candidate);
    return new RequestRecord(
        id,
        around.clock().instant(),
        admitted == null ? CallerRecord.UNKNOWN : Recorded.caller(admitted.caller()),
        endpoint.protocol().id(),
        call == null ? endpoint.model() : call.model(),
        served.map(Candidate::model).orElse(""),
        served.map(candidate -> candidate.channel().id()).orElse(""),
        served.map(candidate -> candidate.key().masked()).orElse(""),
        call == null ? "" : call.session().map(SessionKey::session).orElse(""),
        SessionNames.agent(request.headers()),
        answer.status(),
        verdict,
        failover == null ? List.of() : failover.records(),
        usage,
        answer.firstByteMs(),
        firstContentMs,
        Duration.ofNanos(System.nanoTime() - begun).toMillis(),
        endedBy,
        error,
        Recorded.trace(request.headers()));
  }

  private CallerAnswer answerIn(Order.Shape shape) {
    return new CallerAnswer(
        request.response(),
        Dialect.of(endpoint.protocol()),
        id,
        shape,
        table.configuration().stream(),
        begun);
  }

  private Admission.Admitted letIn() {
    return java.util.Objects.requireNonNull(admitted, "not let in yet");
  }

  private Optional<Attempt> current() {
    return Optional.ofNullable(failover).flatMap(Failover::current);
  }

  private int attempts() {
    return failover == null ? 0 : failover.attempts();
  }

  private String channelId() {
    return Optional.ofNullable(failover)
        .flatMap(Failover::candidate)
        .map(candidate -> candidate.channel().id())
        .orElse("");
  }

  private String lastVerdict() {
    List<dev.sluice.ledger.AttemptRecord> made = failover == null ? List.of() : failover.records();
    return made.isEmpty() ? "" : made.getLast().verdict();
  }
}
