package dev.sluice.config;

import java.time.Duration;

/**
 * How long what has happened is kept.
 *
 * @param requests the request log with what each attempt cost
 * @param requestRows no more requests than this, however new they are
 * @param hours sums by the hour
 * @param days sums by the day
 * @param sessions conversations, their agents and what they come to, after their last request
 * @param bodies of requests and answers
 * @param bodyBytes of all of them together, as they lie in the store
 */
public record RetentionConfig(
    Duration requests,
    int requestRows,
    Duration hours,
    Duration days,
    Duration sessions,
    Duration bodies,
    long bodyBytes) {

  public static final RetentionConfig DEFAULT =
      new RetentionConfig(
          Duration.ofDays(30),
          10_000_000,
          Duration.ofDays(400),
          Duration.ofDays(3650),
          Duration.ofDays(400),
          Duration.ofDays(3),
          256L << 20);
}
