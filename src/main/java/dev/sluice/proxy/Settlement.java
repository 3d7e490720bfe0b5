package dev.sluice.proxy;

import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.Journal;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.live.LiveRequest;
import dev.sluice.protocol.Usage;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.SessionKey;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
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
  private final long begun = System.nanoTime();
  private CallerRecord caller = CallerRecord.UNKNOWN;
  private @Nullable Call call;
  private @Nullable Failover failover;
  private Usage usage = Usage.UNKNOWN;
  private String verdict = "";
  private String error = "";
  private EndedBy endedBy = EndedBy.GATEWAY;
  private long firstContentMs;
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

  /** An upstream is about to be asked. */
  void begins(Candidate candidate, int attempt, Instant now) {
    booking.begins(
        new Journal.Begun(
            record(now, Optional.of(candidate), List.of(), 0, 0),
            attempt,
            candidate.channel().config().type().id(),
            candidate.channel().config().costMultiplier(),
            promptBytes));
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
    call = made;
    promptBytes = Math.max(promptBytes, made.body().length);
  }

  void tries(Failover tried) {
    failover = tried;
  }

  void firstContent() {
    firstContentMs = elapsedMs();
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
    List<AttemptRecord> made = attempts();
    verdict = made.isEmpty() ? "" : made.getLast().verdict();
  }

  void error(String line) {
    error = line;
  }

  /** The record, which the journal holds once this has returned; closes the account. */
  RequestRecord record(Instant now, CallerAnswer answer) {
    Optional<Candidate> served = Optional.ofNullable(failover).flatMap(Failover::candidate);
    RequestRecord record =
        booking.close(record(now, served, attempts(), answer.status(), answer.firstByteMs()));
    account.close(record);
    return record;
  }

  /**
   * How far the request is.
   *
   * @param running what the attempt that runs has told of its usage
   */
  LiveRequest live(Instant now, CallerAnswer answer, Optional<Usage> running) {
    Optional<Candidate> asked = Optional.ofNullable(failover).flatMap(Failover::candidate);
    RequestRecord soFar =
        record(
            now.minusMillis(elapsedMs()),
            asked,
            attempts(),
            answer.status(),
            answer.firstByteMs(),
            running.orElse(usage));
    int made = failover == null ? 0 : failover.attempts();
    return new LiveRequest(soFar, phase(answer), made, answer.bytes());
  }

  private LiveRequest.Phase phase(CallerAnswer answer) {
    if (call == null) {
      return LiveRequest.Phase.RECEIVING;
    }
    return answer.committed() ? LiveRequest.Phase.STREAMING : LiveRequest.Phase.WAITING;
  }

  private RequestRecord record(
      Instant now,
      Optional<Candidate> served,
      List<AttemptRecord> attempts,
      int status,
      long firstByteMs) {
    Usage seen = booking.usage().orElse(usage);
    return record(now, served, attempts, status, firstByteMs, seen);
  }

  private RequestRecord record(
      Instant now,
      Optional<Candidate> served,
      List<AttemptRecord> attempts,
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
        firstContentMs,
        elapsedMs(),
        endedBy,
        error,
        Recorded.trace(request.headers()),
        List.of(),
        counting(),
        Place.NONE);
  }

  private List<AttemptRecord> attempts() {
    return failover == null ? List.of() : failover.records();
  }

  private long elapsedMs() {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
