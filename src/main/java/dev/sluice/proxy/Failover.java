package dev.sluice.proxy;

import dev.sluice.channel.Permit;
import dev.sluice.channel.Verdict;
import dev.sluice.config.RetryConfig;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.PassedOver;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.Ending;
import dev.sluice.upstream.Failure;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries the candidates of a plan in order until one gives content, within the limits of {@code
 * retry}. What an attempt's end means is the verdict's business alone; this only obeys it.
 */
final class Failover implements Attempt.Listener {

  private final Pause pause;
  private final Plan.Ordered plan;
  private final Lineup lineup;
  private final Bounds bounds;
  private final Course course;
  private final Learning learning;
  private final Audience audience;
  private final Tried tried = new Tried();
  private boolean over;
  private @Nullable Candidate candidate;
  private @Nullable Running running;

  Failover(
      Vertx vertx,
      Plan.Ordered plan,
      RetryConfig limits,
      Course course,
      Learning learning,
      Audience audience) {
    this.pause = new Pause(vertx);
    this.plan = plan;
    this.lineup = new Lineup(plan, limits.maxChannels());
    this.bounds = new Bounds(limits, System.nanoTime());
    this.course = course;
    this.learning = learning;
    this.audience = audience;
  }

  void start() {
    next();
  }

  /** Attempts made, quick refusals included. */
  int attempts() {
    return bounds.made();
  }

  List<AttemptRecord> records() {
    return tried.records();
  }

  /** Channels that were not asked so far when their turn would have come. */
  List<PassedOver> passedOver() {
    return Skipped.of(plan, tried.notAsked(lineup.passedOver()), candidate);
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
      pause.end();
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
    pause.end();
    if (running == null) {
      exhausted();
      return;
    }
    running.attempt().cancel();
    failed(Bounds.TIME_IS_UP);
  }

  private void next() {
    if (over) {
      return;
    }
    long now = System.nanoTime();
    if (!bounds.hold(now)) {
      exhausted();
      return;
    }
    switch (lineup.next(now)) {
      case Lineup.Next.Ask(var chosen, var permit) -> begin(chosen, permit);
      case Lineup.Next.Wait(var time) -> pause.then(time.toMillis(), this::next);
      case Lineup.Next.Nothing _ -> exhausted();
    }
  }

  private void begin(Candidate chosen, Permit permit) {
    switch (course.step(chosen, bounds.made() + 1, this)) {
      case Course.Step.Made(var attempt, var startMs) -> {
        candidate = chosen;
        bounds.attempted();
        running = new Running(chosen, permit, attempt, startMs);
        attempt.start();
        return;
      }
      case Course.Step.NotNow(var reason) -> lineup.passOver(chosen.channel(), reason);
      case Course.Step.Unfit(var fault) -> {
        tried.unfit(chosen, fault);
        lineup.leave(chosen);
      }
    }
    permit.release();
    next();
  }

  /** Ends the answer that flows before its upstream does. */
  void stop(Ending ending) {
    if (!over) {
      running().attempt().cancel();
      ended(ending);
    }
  }

  private void exhausted() {
    over = true;
    audience.exhausted(tried.toTell(lineup.passedOver(), plan, System.nanoTime()));
  }

  @Override
  public void failed(Failure failure) {
    Verdict verdict = failure.verdict();
    Candidate at = conclude(verdict, failure.answer().map(UpstreamAnswer::status).orElse(0));
    tried.failed(at, failure);
    if (at.channel().passesLoginsThrough() && verdict.concernsKey()) {
      exhausted();
      return;
    }
    switch (verdict) {
      case Verdict.QuotaExhausted _, Verdict.KeyRejected _ -> nextKey(at);
      case Verdict.RateLimited _ -> rateLimited(at);
      case Verdict.Overloaded _ -> overloaded(at);
      case Verdict.NotSent _, Verdict.ChannelFailed _ -> channelFailed(at);
      case Verdict.ModelMissing _ -> leave(at);
      case Verdict.RequestRejected _, Verdict.Succeeded _, Verdict.CallerGone _ -> exhausted();
    }
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
    if (tried.repeats(at) && bounds.hold(System.nanoTime())) {
      lineup.channelFailed();
      pause.aMoment(this::next);
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
    learning.demote(tried.keysRefused());
    audience.opened(held, now.candidate());
  }

  @Override
  public void bytes(Buffer chunk) {
    audience.bytes(chunk);
  }

  @Override
  public void ended(Ending ending) {
    over = true;
    learning.broke(conclude(ending.verdict(), 200), ending.verdict());
    audience.ended(ending);
  }

  private Candidate conclude(Verdict verdict, int status) {
    Running done = running();
    tried.ended(done, verdict, status);
    course.ended(done.attempt());
    learning.ended(done, verdict);
    running = null;
    return done.candidate();
  }

  private Running running() {
    return Objects.requireNonNull(running, "no attempt yet");
  }
}
