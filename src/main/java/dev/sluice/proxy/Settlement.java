package dev.sluice.proxy;

import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.Journal;
import dev.sluice.ledger.PassedOver;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.live.LiveRequest;
import dev.sluice.protocol.Usage;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.routing.SessionKey;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is noted of an exchange on its way, and the record that it comes to. */
final class Settlement {

  private final String id;
  private final HttpServerRequest request;
  private final Endpoint endpoint;
  private final Booking booking;
  private final Milestones when = new Milestones();
  private CallerRecord caller = CallerRecord.UNKNOWN;
  private @Nullable Call call;
  private @Nullable Plan plan;
  private @Nullable Failover failover;
  private Usage usage = Usage.UNKNOWN;
  private String verdict = "";
  private String error = "";
  private EndedBy endedBy = EndedBy.GATEWAY;
  private final Account account;
  private final ChannelAccount channel;
  private int promptBytes;

  static Settlement of(Loop loop, String id, HttpServerRequest request, Endpoint endpoint) {
    var around = loop.around();
    var charges = new Charges(around.prices(), around.budgets().usual());
    return new Settlement(
        id,
        request,
        endpoint,
        loop.journal(),
        new Account(around.budgets(), charges),
        new ChannelAccount(around.budgets(), charges));
  }

  private Settlement(
      String id,
      HttpServerRequest request,
      Endpoint endpoint,
      Journal journal,
      Account account,
      ChannelAccount channel) {
    this.account = account;
    this.channel = channel;
    this.id = id;
    this.request = request;
    this.endpoint = endpoint;
    this.booking = new Booking(journal, counting());
  }

  private boolean counting() {
    return endpoint.task() == Endpoint.Task.COUNT;
  }

  Booking booking() {
    return booking;
  }

  /** An upstream is about to be asked; gives the time since the request came. */
  long begins(Candidate candidate, int attempt, Instant now) {
    var known = record(now, Optional.of(candidate), List.of(), List.of(), 0, 0, charged());
    booking.begins(
        new Journal.Begun(
            known,
            attempt,
            candidate.channel().config().type().id(),
            candidate.channel().config().costMultiplier(),
            promptBytes));
    return when.attempt();
  }

  /** The request's. */
  String id() {
    return id;
  }

  /** What the attempt that runs holds of its channel's limits. */
  ChannelAccount channel() {
    return channel;
  }

  /** On whose account the request goes. */
  Account account() {
    return account;
  }

  /** The request goes on, and holds what is reserved for it. */
  void renew(Instant now) {
    account.renew(now);
    channel.renew(now);
  }

  void letIn(CallerRecord who) {
    caller = who;
  }

  void read(Call made) {
    if (call == null) {
      when.received();
    }
    call = made;
    promptBytes = Math.max(promptBytes, made.body().length);
  }

  /** All limits hold. */
  void admitted() {
    when.admitted();
  }

  /** The same plan, noted. */
  Plan planned(Plan made) {
    plan = made;
    return made;
  }

  void tries(Failover tried) {
    failover = tried;
  }

  void firstContent() {
    when.content();
  }

  void endedBy(EndedBy side) {
    endedBy = side;
  }

  void usage(Usage seen) {
    usage = seen;
  }

  void verdict(String label) {
    verdict = label;
  }

  /** The last attempt's word stands for the whole. */
  void verdictOfLastAttempt() {
    List<AttemptRecord> made = failover == null ? List.of() : failover.records();
    verdict = made.isEmpty() ? "" : made.getLast().verdict();
  }

  void error(String line) {
    error = line;
  }

  /** The record, which the journal holds once this has returned; closes the account. */
  RequestRecord record(Instant now, CallerAnswer answer) {
    RequestRecord record =
        booking.close(soFar(now, answer.status(), answer.firstByteMs(), charged()));
    account.close(record);
    return record;
  }

  /**
   * How far the request is.
   *
   * @param running what the attempt that runs has told of its usage
   */
  LiveRequest live(Instant now, CallerAnswer answer, Optional<Usage> running) {
    Instant begin = now.minusMillis(when.elapsed());
    RequestRecord soFar =
        soFar(begin, answer.status(), answer.firstByteMs(), running.orElse(usage));
    int made = failover == null ? 0 : failover.attempts();
    return new LiveRequest(soFar, phase(answer), made, when.attempted(), answer.bytes());
  }

  private LiveRequest.Phase phase(CallerAnswer answer) {
    if (call == null) {
      return LiveRequest.Phase.RECEIVING;
    }
    return answer.committed() ? LiveRequest.Phase.STREAMING : LiveRequest.Phase.WAITING;
  }

  private Usage charged() {
    return booking.usage().orElse(usage);
  }

  private RequestRecord soFar(Instant time, int status, long firstByteMs, Usage seen) {
    return failover == null
        ? record(time, Optional.empty(), List.of(), skipped(), status, firstByteMs, seen)
        : record(
            time,
            failover.candidate(),
            failover.records(),
            failover.passedOver(),
            status,
            firstByteMs,
            seen);
  }

  private List<PassedOver> skipped() {
    return plan == null ? List.of() : Skipped.of(plan);
  }

  private RequestRecord record(
      Instant now,
      Optional<Candidate> served,
      List<AttemptRecord> attempts,
      List<PassedOver> skipped,
      int status,
      long firstByteMs,
      Usage seen) {
    return new RequestRecord(
        id,
        now,
        caller,
        endpoint.protocol().id(),
        call == null ? endpoint.model() : call.model(),
        served.map(Candidate::model).orElse(""),
        served.map(candidate -> candidate.channel().id()).orElse(""),
        served.map(candidate -> candidate.key().masked()).orElse(""),
        call == null ? "" : call.session().map(SessionKey::session).orElse(""),
        SessionNames.agent(request.headers()),
        status,
        verdict,
        attempts,
        seen,
        firstByteMs,
        when.contentAt(),
        when.elapsed(),
        endedBy,
        error,
        Recorded.trace(request.headers()),
        List.of(),
        counting(),
        when.prelude(skipped),
        Place.NONE);
  }
}
