package dev.sluice.proxy;

import dev.sluice.channel.Verdict;
import dev.sluice.config.RetryConfig;
import dev.sluice.upstream.Failure;
import java.util.Optional;

/**
 * How much may still be tried for one request.
 *
 * <p>Keys that refuse at once do not use up the attempts: nine exhausted keys must not hide a good
 * channel.
 */
final class Bounds {

  /** Quick refusals of keys a request may meet besides its {@code maxAttempts}. */
  static final int MOST_REFUSALS = 50;

  /** How an attempt ends that is under way when the time is up. */
  static final Failure TIME_IS_UP =
      new Failure(
          new Verdict.ChannelFailed("total_timeout"),
          Optional.empty(),
          "gave no content within retry.totalTimeoutMs");

  private final RetryConfig limits;
  private final long begun;
  private int attempts;
  private int refusals;

  Bounds(RetryConfig limits, long begun) {
    this.limits = limits;
    this.begun = begun;
  }

  boolean hold(long now) {
    return attempts < limits.maxAttempts() && refusals < MOST_REFUSALS && !timeIsUp(now);
  }

  boolean timeIsUp(long now) {
    return now - begun > limits.totalTimeout().toNanos();
  }

  void attempted() {
    attempts++;
  }

  /** The attempt that was counted last was a quick refusal. */
  void refused() {
    attempts--;
    refusals++;
  }

  /** Attempts made, quick refusals included. */
  int made() {
    return attempts + refusals;
  }
}
