package dev.sluice.ledger.stats;

import java.time.Duration;
import java.time.Instant;

/**
 * A time between two full hours, the second excluded: what is added up is added up by the hour, by
 * the day (UTC) and, for long times, by fourteen days.
 */
public record Span(Instant from, Instant to) {

  public static final long HOUR = Duration.ofHours(1).toMillis();
  public static final long DAY = Duration.ofDays(1).toMillis();

  /** Counted from the beginning of 1970. */
  public static final long FORTNIGHT = Duration.ofDays(14).toMillis();

  /** The shortest of whole hours that holds both. */
  public static Span around(Instant from, Instant to) {
    long start = floor(from.toEpochMilli(), HOUR);
    long end = floor(to.toEpochMilli() + HOUR - 1, HOUR);
    return new Span(Instant.ofEpochMilli(start), Instant.ofEpochMilli(Math.max(end, start + HOUR)));
  }

  /** The beginning of the first whole day, or the end when there is none. */
  public long firstDay() {
    return Math.min(floor(from.toEpochMilli() + DAY - 1, DAY), to.toEpochMilli());
  }

  /** The end of the last whole day, never before the first. */
  public long lastDay() {
    return Math.max(floor(to.toEpochMilli(), DAY), firstDay());
  }

  /** The beginning of the first whole fortnight, or the end of the days when there is none. */
  public long firstFortnight() {
    return Math.min(floor(firstDay() + FORTNIGHT - 1, FORTNIGHT), lastDay());
  }

  /** The end of the last whole fortnight, never before the first. */
  public long lastFortnight() {
    return Math.max(floor(lastDay(), FORTNIGHT), firstFortnight());
  }

  private static long floor(long millis, long unit) {
    return Math.floorDiv(millis, unit) * unit;
  }
}
