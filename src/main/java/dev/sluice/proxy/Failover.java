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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tries the candidates of a plan in order until one gives content, within the limits of {@code
 * retry}. What an attempt's end means is the verdict's business alone; this only obeys it.
 */
final class Failover implements Attempt.Listener {

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

  /** Makes the attempts, and is told how each ended. */
  interface Course {
    Attempt attempt(Candidate candidate, int number, Attempt.Listener listener);

    void ended(Attempt attempt);
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
  private boolean over;
  private long timer = NO_TIMER;
  private @Nullable Candidate candidate;
  private @Nullable Running running;

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
    return Optional.ofNullable(running).map(Running::attempt);
  }

  Optional<Candidate> candidate() {
    return Optional.ofNullable(candidate);
  }

  /** The caller is gone: nothing goes on, and nobody is blamed. */
  void abandon() {
    if (!over) {
      over = true;
      vertx.cancelTimer(timer);
      if (running != null) {
        running.attempt().cancel();
        conclude(new Verdict.CallerGone(), 0);
      }
    }
  }

  void tick(long now) {
    if (over) {
      return;
    }
    current().ifPresent(attempt -> attempt.tick(now));
    boolean waiting = !current().map(Attempt::flowing).orElse(false);
    if (!over && waiting && bounds.timeIsUp(now)) {
      outOfTime();
    }
  }

  private void outOfTime() {
    vertx.cancelTimer(timer);
    if (running != null) {
      running.attempt().cancel();
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
    if (!bounds.hold(now)) {
      exhausted();
      return;
    }
    switch (lineup.next(now)) {
      case Lineup.Next.Ask(var chosen, var permit) -> begin(chosen, permit);
      case Lineup.Next.Wait(var time) -> later(time.toMillis());
      case Lineup.Next.Nothing _ -> exhausted();
    }
  }

  private void begin(Candidate chosen, Permit permit) {
    candidate = chosen;
    bounds.attempted();
    running = new Running(chosen, permit, course.attempt(chosen, bounds.made(), this));
    running.attempt().start();
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
    Verdict verdict = failure.verdict();
    Candidate at = conclude(verdict, failure.answer().map(UpstreamAnswer::status).orElse(0));
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
    if (lineup.staysHome(at, System.nanoTime())) {
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
      lineup.channelFailed();
      later(PAUSE_MS + ThreadLocalRandom.current().nextInt(PAUSE_JITTER_MS));
      return;
    }
    channelFailed(at);
  }

  private void channelFailed(Candidate at) {
    lineup.channelFailed();
    leave(at);
  }

  private void leave(Candidate at) {
    lineup.leave(at);
    learning.left(at);
    next();
  }

  @Override
  public void opened(UpstreamAnswer held) {
    Running now = running();
    learning.opened(now);
    learning.demote(keysRefused);
    listener.opened(held, now.candidate());
  }

  @Override
  public void bytes(Buffer chunk) {
    listener.bytes(chunk);
  }

  @Override
  public void ended(Ending ending) {
    over = true;
    learning.broke(conclude(ending.verdict(), 200), ending.verdict());
    listener.ended(ending);
  }

  private Candidate conclude(Verdict verdict, int status) {
    Running done = running();
    records.add(done.record(verdict, status));
    course.ended(done.attempt());
    learning.ended(done, verdict);
    running = null;
    return done.candidate();
  }

  private Running running() {
    return Objects.requireNonNull(running, "no attempt yet");
  }
}
