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

  /** Quick refusals of keys a request may meet besides its {@code maxAttempts}. */
  static final int MOST_REFUSALS = 50;

  /** How long a request waits for another one's trial when everything rests. */
  static final Duration TRIAL_WAIT = Duration.ofSeconds(10);

  /** A rate limit shorter than this is waited out rather than moving a conversation. */
  static final Duration SHORT_WAIT = Duration.ofSeconds(2);

  private static final int TRIAL_POLL_MS = 200;
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
  private final RetryConfig limits;
  private final Course course;
  private final Learning learning;
  private final Listener listener;
  private final long begun = System.nanoTime();
  private final List<FinalAnswer.Failed> failed = new ArrayList<>();
  private final List<AttemptRecord> records = new ArrayList<>();
  private final Map<Channel, String> passedOver = new LinkedHashMap<>();
  private final Set<String> channelsAsked = new HashSet<>();
  private final Set<String> channelsDone = new HashSet<>();
  private final Set<String> channelsRepeated = new HashSet<>();
  private final Map<Channel, LinkedHashSet<String>> keysFailed = new LinkedHashMap<>();
  private int cursor;
  private int attempts;
  private int refusals;
  private boolean channelFailed;
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
    this.limits = limits;
    this.course = course;
    this.learning = learning;
    this.listener = listener;
  }

  void start() {
    next();
  }

  /** Attempts made, quick refusals included. */
  int attempts() {
    return attempts + refusals;
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
    if (!over && waiting && now - begun > limits.totalTimeout().toNanos()) {
      outOfTime();
    }
  }

  private void outOfTime() {
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
    while (cursor < plan.candidates().size() && withinBounds()) {
      Candidate offered = plan.candidates().get(cursor);
      if (skipped(offered) || !tried(offered, want())) {
        cursor++;
        continue;
      }
      return;
    }
    if (failed.isEmpty() && withinBounds()) {
      lastResort();
    } else {
      exhausted();
    }
  }

  private boolean withinBounds() {
    return attempts < limits.maxAttempts()
        && refusals < MOST_REFUSALS
        && System.nanoTime() - begun < limits.totalTimeout().toNanos();
  }

  private boolean skipped(Candidate offered) {
    String id = offered.channel().id();
    return channelsDone.contains(id)
        || (!channelsAsked.contains(id) && channelsAsked.size() >= limits.maxChannels());
  }

  private Permit.Want want() {
    return channelFailed ? Permit.Want.RETRY : Permit.Want.ATTEMPT;
  }

  private boolean tried(Candidate offered, Permit.Want want) {
    return switch (Permit.ask(offered.channel(), offered.key(), want, System.nanoTime())) {
      case Permit.Answer.Granted(var granted) -> {
        begin(offered, granted);
        yield true;
      }
      case Permit.Answer.PassedOver(var reason) -> {
        passedOver.put(offered.channel(), reason);
        yield false;
      }
    };
  }

  private void begin(Candidate chosen, Permit granted) {
    candidate = chosen;
    permit = granted;
    attempts++;
    channelsAsked.add(chosen.channel().id());
    attempt = course.attempt(chosen, this);
    attempt.start();
  }

  /* Everything rests: the one whose rest ends first is tried, by one request at a time. */
  private void lastResort() {
    long now = System.nanoTime();
    var soonest =
        plan.candidates().stream()
            .filter(each -> FinalAnswer.rest(each, now).isPresent())
            .min(java.util.Comparator.comparing(each -> FinalAnswer.rest(each, now).orElseThrow()));
    if (soonest.isPresent() && tried(soonest.get(), Permit.Want.LAST_RESORT)) {
      return;
    }
    boolean trialRuns = passedOver.containsValue(Permit.TRIAL_RUNNING);
    if (trialRuns && now - begun < TRIAL_WAIT.toNanos()) {
      passedOver.values().removeIf(Permit.TRIAL_RUNNING::equals);
      cursor = 0;
      later(TRIAL_POLL_MS, this::next);
    } else {
      exhausted();
    }
  }

  private void later(long ms, Runnable what) {
    timer =
        vertx.setTimer(
            ms,
            _ -> {
              timer = NO_TIMER;
              if (!over) {
                what.run();
              }
            });
  }

  private void exhausted() {
    over = true;
    listener.exhausted(
        FinalAnswer.of(failed, passedOver, plan.avoided(), plan.candidates(), System.nanoTime()));
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
      case Verdict.RateLimited(var pause) -> rateLimited(at, pause);
      case Verdict.Overloaded _ -> overloaded(at);
      case Verdict.NotSent _, Verdict.ChannelFailed _, Verdict.ModelMissing _ -> leave(at);
      case Verdict.RequestRejected _, Verdict.Succeeded _, Verdict.CallerGone _ -> exhausted();
    }
  }

  private static boolean concernsKey(Verdict verdict) {
    return verdict instanceof Verdict.QuotaExhausted
        || verdict instanceof Verdict.KeyRejected
        || verdict instanceof Verdict.RateLimited;
  }

  private void keyRefused(Candidate at) {
    keysFailed.computeIfAbsent(at.channel(), _ -> new LinkedHashSet<>()).add(at.key().id());
    attempts--;
    refusals++;
    cursor++;
    next();
  }

  private void rateLimited(Candidate at, Optional<Duration> pause) {
    boolean brief = pause.isPresent() && pause.get().compareTo(SHORT_WAIT) <= 0;
    boolean worthIt = (plan.bound() && cursor == 0) || cursor == plan.candidates().size() - 1;
    if (brief && worthIt && channelsRepeated.add(at.channel().id())) {
      later(Math.max(1, pause.get().toMillis()), this::next);
      return;
    }
    keyRefused(at);
  }

  private void overloaded(Candidate at) {
    channelFailed = true;
    if (channelsRepeated.add(at.channel().id())) {
      later(PAUSE_MS + ThreadLocalRandom.current().nextInt(PAUSE_JITTER_MS), this::next);
      return;
    }
    leave(at);
  }

  private void leave(Candidate at) {
    channelFailed = true;
    channelsDone.add(at.channel().id());
    next();
  }

  @Override
  public void opened(UpstreamAnswer held) {
    Candidate from = chosen();
    learning.opened(from, granted(), running());
    keysFailed.forEach(learning::demote);
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
