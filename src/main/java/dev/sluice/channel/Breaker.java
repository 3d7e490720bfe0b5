package dev.sluice.channel;

import dev.sluice.config.BreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a channel is worth asking, as an immutable value.
 *
 * <p>A success forgets the failures before it, so only an unbroken run of them within the window
 * opens the breaker: a busy channel with a rare error is not sick.
 */
public sealed interface Breaker {

  /** How long a trial may hold the one permit before it counts as lost. */
  Duration TRIAL = Duration.ofSeconds(30);

  /** A refusal by overload is half as bad as a failure. */
  int LIGHT = 1;

  int FULL = 2;

  /**
   * @param failures since the last success, oldest first
   */
  record Closed(List<Failure> failures) implements Breaker {

    /** Nothing is held against the channel. */
    static final Closed CLEAN = new Closed(List.of());
  }

  record Open(long until, Duration rest) implements Breaker {}

  /**
   * @param holder who has the permit
   * @param deadline when the permit is free again even if the holder never returns it
   */
  record HalfOpen(Duration rest, long holder, long deadline) implements Breaker {}

  /** A failure's time and weight. */
  record Failure(long at, int weight) {}

  /** Whether a request may go ahead without a permit. */
  default boolean closed() {
    return this instanceof Closed;
  }

  /** Whether anything has been held against the channel since {@code time}. */
  default boolean failedSince(long time) {
    return !(this instanceof Closed(var failures))
        || failures.stream().anyMatch(failure -> failure.at() - time >= 0);
  }

  /** Whether a request may go ahead, be it as the trial. */
  default boolean passable(long now) {
    return closed() || trialDue(now);
  }

  /** Whether someone holds the permit of a trial. */
  default boolean trialRuns(long now) {
    return this instanceof HalfOpen && !trialDue(now);
  }

  /** Whether the permit of a trial can be had now. */
  default boolean trialDue(long now) {
    return switch (this) {
      case Closed _ -> false;
      case Open(var until, _) -> until - now <= 0;
      case HalfOpen(_, _, var deadline) -> deadline - now <= 0;
    };
  }

  default Breaker trial(long holder, long now) {
    return switch (this) {
      case Closed _ -> this;
      case Open(_, var rest) -> new HalfOpen(rest, holder, now + TRIAL.toNanos());
      case HalfOpen(var rest, _, _) -> new HalfOpen(rest, holder, now + TRIAL.toNanos());
    };
  }

  /** The permit comes back without a finding: the caller left, or the key was at fault. */
  default Breaker returned(long holder, long now) {
    return this instanceof HalfOpen(var rest, var held, _) && held == holder
        ? new Open(now, rest)
        : this;
  }

  /** The holder of the permit learnt little good: the same rest once more, not a longer one. */
  default Breaker postponed(long holder, long now) {
    return this instanceof HalfOpen(var rest, var held, _) && held == holder
        ? new Open(now + rest.toNanos(), rest)
        : this;
  }

  /*
   * Only the trial closes an opened breaker: a long answer that began before the channel failed may
   * well end while nothing new gets through.
   */
  default Breaker succeeded(long holder) {
    return switch (this) {
      case Closed _ -> Closed.CLEAN;
      case Open open -> open;
      case HalfOpen(_, var held, _) -> held == holder ? Closed.CLEAN : this;
    };
  }

  default Breaker failed(long holder, int weight, long now, BreakerConfig config) {
    if (config.failures() == 0) {
      return Closed.CLEAN;
    }
    return switch (this) {
      case Closed(var failures) -> counted(failures, new Failure(now, weight), config);
      case Open open -> open;
      case HalfOpen(var rest, var held, _) -> held == holder ? reopened(rest, now, config) : this;
    };
  }

  /** How long until a trial may be had. */
  default Duration rest(long now) {
    return switch (this) {
      case Closed _ -> Duration.ZERO;
      case Open(var until, _) -> Duration.ofNanos(Math.max(0, until - now));
      case HalfOpen(_, _, var deadline) -> Duration.ofNanos(Math.max(0, deadline - now));
    };
  }

  /** Why a channel that may not be asked now may not. */
  default String obstacle(long now) {
    return trialRuns(now) ? "another request is trying it" : "channel rests after failures";
  }

  /** As answers name it. */
  default String label() {
    return switch (this) {
      case Closed _ -> "closed";
      case Open _ -> "open";
      case HalfOpen _ -> "half-open";
    };
  }

  private static Breaker counted(List<Failure> before, Failure failure, BreakerConfig config) {
    long windowStart = failure.at() - config.window().toNanos();
    var recent =
        Stream.concat(before.stream(), Stream.of(failure))
            .filter(each -> each.at() - windowStart >= 0)
            .toList();
    int weight = recent.stream().mapToInt(Failure::weight).sum();
    return weight >= FULL * config.failures()
        ? new Open(failure.at() + config.open().toNanos(), config.open())
        : new Closed(recent);
  }

  private static Breaker reopened(Duration rest, long now, BreakerConfig config) {
    Duration doubled = rest.multipliedBy(2);
    Duration next = doubled.compareTo(config.maxOpen()) > 0 ? config.maxOpen() : doubled;
    return new Open(now + next.toNanos(), next);
  }
}
