package dev.sluice.proxy;

import dev.sluice.channel.Channel;
import dev.sluice.channel.Permit;
import dev.sluice.channel.Verdict;
import dev.sluice.config.RetryConfig;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.Ending;
import dev.sluice.upstream.Failure;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tries the candidates of a plan in order until one gives content, within the limits of {@code
 * retry}. What an attempt's end means is the verdict's business alone; this only obeys it.
 */
final class Failover implements Attempt.Listener {

  private static final int LOOK_AGAIN_MS = 200;
  private static final int PAUSE_MS = 200;
  private static final int PAUSE_JITTER_MS = 400;
  private static final long NO_TIMER = -1;

  /** Who is told; never after an end. */
  interface Listener {

    void opened(UpstreamAnswer held, Candidate from);

    void bytes(Buffer chunk);

    void ended(Ending ending);

    void exhausted(FinalAnswer answer);
  }

  /** Makes the attempts. */
  @FunctionalInterface
  interface Course {
    Attempt attempt(Candidate candidate, Attempt.Listener listener);
  }

  private final Vertx vertx;
  private final Plan.Ordered plan;
  private final Lineup lineup;
  private final Bounds bounds;
  private final Course course;
  private final Learning learning;
  private final Listener listener;
  private final List<FinalAnswer.Failed> failed = new ArrayList<>();
  private final List<AttemptRecord> records = new ArrayList<>();
  private final Map<Channel, Set<String>> keysRefused = new LinkedHashMap<>();
  private final Set<String> channelsRepeated = new HashSet<>();
  private boolean channelFailed;
  private boolean waited;
  private boolean over;
  private long timer = NO_TIMER;
  private @Nullable Candidate candidate;
  private @Nullable Permit permit;
  private @Nullable Attempt attempt;

  Failover(
      Vertx vertx,
      Plan.Ordered plan,
      RetryConfig limits,
      Course course,
      Learning learning,
      Listener listener) {
    this.vertx = vertx;
    this.plan = plan;
    this.lineup = new Lineup(plan, limits.maxChannels());
    this.bounds = new Bounds(limits, System.nanoTime());
    this.course = course;
    this.learning = learning;
    this.listener = listener;
  }

  void start() {
    next();
  }

  /** Attempts made, quick refusals included. */
  int attempts() {
    return bounds.made();
  }

  List<AttemptRecord> records() {
    return List.copyOf(records);
  }

  Optional<Attempt> current() {
    return Optional.ofNullable(attempt);
  }

  Optional<Candidate> candidate() {
    return Optional.ofNullable(candidate);
  }

  /** The caller is gone: nothing goes on, and nobody is blamed. */
  void abandon() {
    if (!over) {
      over = true;
      vertx.cancelTimer(timer);
      if (attempt != null) {
        attempt.cancel();
        conclude(new Verdict.CallerGone(), 0);
      }
    }
  }

  void tick(long now) {
    if (over) {
      return;
    }
    if (attempt != null) {
      attempt.tick(now);
    }
    boolean waiting = attempt == null || !attempt.flowing();
    if (!over && waiting && bounds.timeIsUp(now)) {
      outOfTime();
    }
  }

  private void outOfTime() {
    vertx.cancelTimer(timer);
    if (attempt != null) {
      attempt.cancel();
      failed(
          new Failure(
              new Verdict.ChannelFailed("total_timeout"),
              Optional.empty(),
              "gave no content within retry.totalTimeoutMs"));
      return;
    }
    exhausted();
  }

  private void next() {
    long now = System.nanoTime();
    while (bounds.hold(now)) {
      Optional<Candidate> offered = lineup.next(now);
      if (offered.isEmpty()) {
        lookAgain();
        return;
      }
      if (waitsFor(offered.get(), now) || tried(offered.get(), now)) {
        return;
      }
    }
    exhausted();
  }

  /** Nobody is left, but somebody else may be finding out about one that was busy. */
  private void lookAgain() {
    if (lineup.restart() && bounds.mayLookAgain()) {
      later(LOOK_AGAIN_MS);
    } else {
      exhausted();
    }
  }

  /* A conversation is not moved, nor is a request lost, for a rest that is over in a moment. */
  private boolean waitsFor(Candidate offered, long now) {
    if (waited || !(lineup.atHome() || lineup.lastResort()) || !restsBriefly(offered, now)) {
      return false;
    }
    waited = true;
    later(FinalAnswer.rest(offered, now).orElse(Duration.ZERO).toMillis() + 1);
    return true;
  }

  private static boolean restsBriefly(Candidate offered, long now) {
    var ring = offered.channel().state().ring();
    return ring.key(offered.key().id()).filter(key -> key.restsBriefly(now)).isPresent();
  }

  private boolean tried(Candidate offered, long now) {
    return switch (Permit.ask(offered.channel(), offered.key(), want(), now)) {
      case Permit.Answer.Granted(var granted) -> {
        begin(offered, granted);
        yield true;
      }
      case Permit.Answer.PassedOver(var reason) -> {
        lineup.passOver(reason);
        yield false;
      }
      case Permit.Answer.Busy(var reason) -> {
        lineup.passOverForNow(reason);
        yield false;
      }
    };
  }

  private Permit.Want want() {
    if (lineup.lastResort()) {
      return Permit.Want.LAST_RESORT;
    }
    return channelFailed ? Permit.Want.RETRY : Permit.Want.ATTEMPT;
  }

  private void begin(Candidate chosen, Permit granted) {
    candidate = chosen;
    permit = granted;
    bounds.attempted();
    lineup.asked(chosen);
    attempt = course.attempt(chosen, this);
    attempt.start();
  }

  private void later(long ms) {
    timer =
        vertx.setTimer(
            ms,
            _ -> {
              timer = NO_TIMER;
              if (!over) {
                next();
              }
            });
  }

  private void exhausted() {
    over = true;
    listener.exhausted(
        FinalAnswer.of(
            failed, lineup.passedOver(), plan.avoided(), plan.candidates(), System.nanoTime()));
  }

  @Override
  public void failed(Failure failure) {
    Candidate at = chosen();
    Verdict verdict = failure.verdict();
    conclude(verdict, failure.answer().map(UpstreamAnswer::status).orElse(0));
    failed.add(new FinalAnswer.Failed(at, failure));
    if (at.channel().passesLoginsThrough() && concernsKey(verdict)) {
      exhausted();
      return;
    }
    switch (verdict) {
      case Verdict.QuotaExhausted _, Verdict.KeyRejected _ -> keyRefused(at);
      case Verdict.RateLimited _ -> rateLimited(at);
      case Verdict.Overloaded _ -> overloaded(at);
      case Verdict.NotSent _, Verdict.ChannelFailed _ -> channelFailed(at);
      case Verdict.ModelMissing _ -> leave(at);
      case Verdict.RequestRejected _, Verdict.Succeeded _, Verdict.CallerGone _ -> exhausted();
    }
  }

  private static boolean concernsKey(Verdict verdict) {
    return verdict instanceof Verdict.QuotaExhausted
        || verdict instanceof Verdict.KeyRejected
        || verdict instanceof Verdict.RateLimited;
  }

  private void keyRefused(Candidate at) {
    keysRefused.computeIfAbsent(at.channel(), _ -> new LinkedHashSet<>()).add(at.key().id());
    nextKey(at);
  }

  /* Its turn comes back with its pause's end, so it keeps its rank. */
  private void rateLimited(Candidate at) {
    if (lineup.atHome() && !waited && restsBriefly(at, System.nanoTime())) {
      bounds.refused();
      next();
      return;
    }
    nextKey(at);
  }

  private void nextKey(Candidate at) {
    bounds.refused();
    lineup.spend(at);
    learning.left(at);
    next();
  }

  private void overloaded(Candidate at) {
    if (channelsRepeated.add(at.channel().id()) && bounds.hold(System.nanoTime())) {
      channelFailed = true;
      later(PAUSE_MS + ThreadLocalRandom.current().nextInt(PAUSE_JITTER_MS));
      return;
    }
    channelFailed(at);
  }

  private void channelFailed(Candidate at) {
    channelFailed = true;
    leave(at);
  }

  private void leave(Candidate at) {
    lineup.leave(at);
    learning.left(at);
    next();
  }

  @Override
  public void opened(UpstreamAnswer held) {
    Candidate from = chosen();
    learning.opened(from, granted(), running());
    learning.demote(keysRefused);
    listener.opened(held, from);
  }

  @Override
  public void bytes(Buffer chunk) {
    listener.bytes(chunk);
  }

  @Override
  public void ended(Ending ending) {
    over = true;
    conclude(ending.verdict(), 200);
    learning.broke(chosen(), ending.verdict());
    listener.ended(ending);
  }

  private void conclude(Verdict verdict, int status) {
    Candidate at = chosen();
    Attempt done = running();
    records.add(
        new AttemptRecord(
            at.channel().id(),
            at.key().masked(),
            verdict.label(),
            status,
            done.headMs(),
            done.totalMs()));
    learning.ended(at, granted(), done, verdict);
    attempt = null;
    permit = null;
  }

  private Candidate chosen() {
    return java.util.Objects.requireNonNull(candidate, "no candidate yet");
  }

  private Permit granted() {
    return java.util.Objects.requireNonNull(permit, "no permit yet");
  }

  private Attempt running() {
    return java.util.Objects.requireNonNull(attempt, "no attempt yet");
  }
}
