package dev.sluice.proxy;

import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
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

  Settlement(String id, HttpServerRequest request, Endpoint endpoint, Account account) {
    this.account = account;
    this.id = id;
    this.request = request;
    this.endpoint = endpoint;
  }

  /** The request's. */
  String id() {
    return id;
  }

  /** On whose account the request goes. */
  Account account() {
    return account;
  }

  void letIn(CallerRecord who) {
    caller = who;
  }

  void read(Call made) {
    call = made;
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

  /** Closes the account; what the request came to. */
  RequestRecord record(Instant now, CallerAnswer answer) {
    Optional<Candidate> served = Optional.ofNullable(failover).flatMap(Failover::candidate);
    account.close(served, usage, firstContentMs > 0, now);
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
        answer.status(),
        verdict,
        attempts(),
        usage,
        answer.firstByteMs(),
        firstContentMs,
        elapsedMs(),
        endedBy,
        error,
        Recorded.trace(request.headers()));
  }

  private List<AttemptRecord> attempts() {
    return failover == null ? List.of() : failover.records();
  }

  private long elapsedMs() {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
