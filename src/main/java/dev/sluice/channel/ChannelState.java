package dev.sluice.channel;

import dev.sluice.config.BreakerConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/**
 * What traffic has taught about one channel, shared by every event loop.
 *
 * <p>Each cell is an immutable value swapped by compare-and-set where the outcome is seen, so a
 * decision a microsecond later already knows it. Survives reloads of the configuration.
 */
public final class ChannelState {

  private static final Duration RATIONED = Duration.ofMinutes(1);

  private final AtomicReference<Ring> ring;
  private final AtomicReference<Breaker> breaker = new AtomicReference<>(Breaker.Closed.CLEAN);
  private final Places places = new Places();
  private final Counts counts = new Counts();
  private final MissingModels missingModels = new MissingModels();
  private final LastResort lastResort = new LastResort();
  private final AtomicBoolean ordered = new AtomicBoolean();
  private final AtomicReference<Sighting> seen = new AtomicReference<>(Sighting.NONE);
  private final AtomicReference<List<String>> listed = new AtomicReference<>(List.of());

  /** How often a key was used and how often it was at fault. */
  public record KeyCount(LongAdder requests, LongAdder failures) {}

  /**
   * What was seen of the channel last.
   *
   * @param healthy false only after a finding against it
   * @param latencyMs of the last head or probe; negative: none yet
   * @param lastSuccess of real traffic, a reading of nanoTime
   */
  public record Sighting(boolean healthy, long latencyMs, boolean succeeded, long lastSuccess) {
    static final Sighting NONE = new Sighting(true, -1, false, 0);
  }

  ChannelState(List<String> keyIds) {
    ring = new AtomicReference<>(Ring.of(keyIds));
  }

  public Ring ring() {
    return ring.get();
  }

  public Breaker breaker() {
    return breaker.get();
  }

  public Sighting sighting() {
    return seen.get();
  }

  /** The models that the upstream listed last; empty when it never did. */
  public List<String> listed() {
    return listed.get();
  }

  public void listed(List<String> models) {
    listed.set(List.copyOf(models));
  }

  public int active() {
    return places.active();
  }

  public long requests() {
    return counts.requests();
  }

  public long failures() {
    return counts.failures();
  }

  public KeyCount count(String keyId) {
    return counts.of(keyId);
  }

  void keysAre(List<String> ids) {
    ring.updateAndGet(before -> before.carriedOver(ids));
    counts.keysAre(ids);
  }

  /** Puts keys into the order saved before a restart, unless traffic has said better since. */
  void restoreOrder(List<String> saved) {
    if (ordered.compareAndSet(false, true)) {
      ring.updateAndGet(before -> before.ordered(saved));
    }
  }

  /** Takes one of {@code most} places (0: any number); give it back by {@link #leave}. */
  boolean enter(int most) {
    return places.enter(most);
  }

  void granted(String keyId) {
    counts.granted(keyId);
  }

  void leave() {
    places.leave();
  }

  /*
   * Retries may be a fifth of what is active, and a few more. Only a channel that has just failed
   * is rationed: fifty requests that move together from a dead channel to a sound one are no storm.
   */
  boolean enterRetry(long now) {
    return places.enterRetry(breaker.get().failedSince(now - RATIONED.toNanos()));
  }

  void leaveRetry() {
    places.leaveRetry();
  }

  /** Takes the one permit of a trial; the caller must end it by an outcome or by returning it. */
  public boolean tryTrial(long holder, long now) {
    while (true) {
      Breaker before = breaker.get();
      if (!before.trialDue(now)) {
        return false;
      }
      if (breaker.compareAndSet(before, before.trial(holder, now))) {
        return true;
      }
    }
  }

  /*
   * Every way is closed: one request at a time may try all the same, rests or not, so that one
   * channel's breaker or one key's rest is never an outage of our own making.
   */
  boolean tryLastResort(long holder, long now) {
    if (!lastResort.take(holder, now)) {
      return false;
    }
    if (tryTrialEarly(holder, now)) {
      return true;
    }
    leaveLastResort(holder);
    return false;
  }

  private boolean tryTrialEarly(long holder, long now) {
    while (true) {
      Breaker before = breaker.get();
      if (before.closed()) {
        return true;
      }
      if (before.trialRuns(now)) {
        return false;
      }
      if (breaker.compareAndSet(before, before.trial(holder, now))) {
        return true;
      }
    }
  }

  void leaveLastResort(long holder) {
    lastResort.leave(holder);
  }

  public void returnTrial(long holder, long now) {
    breaker.updateAndGet(before -> before.returned(holder, now));
  }

  /** A probe failed while it held the permit. */
  public void trialPostponed(long holder, long now) {
    breaker.updateAndGet(before -> before.postponed(holder, now));
  }

  /**
   * Learns from an attempt's end.
   *
   * @return which cells changed in a way that others want to hear of
   */
  public Learnt learn(Attempted attempt, Verdict verdict, long now, BreakerConfig config) {
    boolean key = change(ring, r -> r.after(attempt.keyId(), verdict, attempt.keyEpoch(), now));
    return new Learnt(key, learnOfChannel(attempt, verdict, now, config));
  }

  /** What an outcome changed. */
  public record Learnt(boolean keys, boolean breaker) {}

  /** First content has come: a trial need not wait for the end of a long answer. */
  public boolean opened(Attempted attempt, long now) {
    seen.set(new Sighting(true, attempt.latencyMs(), true, now));
    return change(breaker, b -> b.closed() ? b : b.succeeded(attempt.holder()));
  }

  /** Keys that failed before a success in the same request go to the end of the ring. */
  public boolean demote(Collection<String> failed) {
    ordered.set(true);
    return change(ring, before -> before.demoted(failed));
  }

  /** A key was re-tested and works, or was reset by hand. */
  public boolean recover(String keyId) {
    return change(ring, before -> before.recovered(keyId));
  }

  public boolean lacks(String model, long now) {
    return missingModels.has(model, now);
  }

  public void probed(boolean healthy, long latencyMs) {
    seen.updateAndGet(
        before -> new Sighting(healthy, latencyMs, before.succeeded(), before.lastSuccess()));
  }

  private boolean learnOfChannel(
      Attempted attempt, Verdict verdict, long now, BreakerConfig config) {
    long holder = attempt.holder();
    return switch (verdict) {
      case Verdict.Succeeded _ -> change(breaker, b -> b.succeeded(holder));
      case Verdict.NotSent _, Verdict.ChannelFailed _ -> {
        counts.failed(attempt.keyId());
        yield change(breaker, b -> b.failed(holder, Breaker.FULL, now, config));
      }
      case Verdict.Overloaded _ -> {
        counts.failed(attempt.keyId());
        yield change(breaker, b -> b.failed(holder, Breaker.LIGHT, now, config));
      }
      case Verdict.QuotaExhausted _, Verdict.RateLimited _, Verdict.KeyRejected _ -> {
        counts.failed(attempt.keyId());
        yield change(breaker, b -> b.returned(holder, now));
      }
      case Verdict.ModelMissing _ -> {
        missingModels.add(attempt.model(), now);
        yield change(breaker, b -> b.returned(holder, now));
      }
      /* The upstream read the request and judged it, so it works. */
      case Verdict.RequestRejected _ -> change(breaker, b -> b.closed() ? b : b.succeeded(holder));
      case Verdict.CallerGone _ -> change(breaker, b -> b.returned(holder, now));
    };
  }

  /** Reports a change of kind, not of counts: what the panel shows and the log tells. */
  private static <T> boolean change(AtomicReference<T> cell, UnaryOperator<T> transition) {
    while (true) {
      T before = cell.get();
      T after = transition.apply(before);
      if (after.equals(before)) {
        return false;
      }
      if (cell.compareAndSet(before, after)) {
        return !(before instanceof Breaker.Closed && after instanceof Breaker.Closed);
      }
    }
  }
}
