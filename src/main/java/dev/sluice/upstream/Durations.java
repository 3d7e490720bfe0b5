package dev.sluice.upstream;

import static java.util.Locale.ROOT;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the many spellings of a waiting time; what is none gives nothing. */
final class Durations {

  /** Quotas come back within a month; whatever claims more is not believed. */
  private static final Duration LONGEST = Duration.ofDays(31);

  private static final Pattern PART =
      Pattern.compile(
          "(\\d{1,12}(?:\\.\\d{1,9})?)\\s?"
              + "(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)(?![a-z])");

  private Durations() {}

  /** Whole or broken seconds, or an HTTP date. */
  static Optional<Duration> retryAfter(@Nullable String value, Instant now) {
    return number(value, ChronoUnit.SECONDS).or(() -> httpDate(value, now));
  }

  static Optional<Duration> number(@Nullable String value, ChronoUnit unit) {
    if (value == null || !value.strip().matches("\\d{1,12}(\\.\\d{1,9})?")) {
      return Optional.empty();
    }
    double seconds = Double.parseDouble(value.strip()) * unit.getDuration().toNanos() / 1e9;
    return Optional.of(ofSeconds(seconds));
  }

  /** {@code 34.4s}, {@code 6m0s}, {@code 88ms}, {@code 3h2m1.5s}; a bare number means seconds. */
  static Optional<Duration> spelled(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    Matcher part = PART.matcher(value.toLowerCase(ROOT));
    double seconds = 0;
    boolean found = false;
    while (part.find()) {
      found = true;
      seconds += Double.parseDouble(part.group(1)) * seconds(part.group(2));
    }
    return found ? Optional.of(ofSeconds(seconds)) : number(value, ChronoUnit.SECONDS);
  }

  private static double seconds(String unit) {
    if (unit.startsWith("ms") || unit.startsWith("milli")) {
      return 0.001;
    }
    return switch (unit.charAt(0)) {
      case 'd' -> 86_400;
      case 'h' -> 3_600;
      case 'm' -> 60;
      default -> 1;
    };
  }

  /** Seconds or milliseconds since 1970, or an ISO date. */
  static Optional<Duration> epoch(@Nullable String value, Instant now) {
    if (value == null || !value.strip().matches("\\d{1,13}")) {
      return until(value, now);
    }
    long number = Long.parseLong(value.strip());
    if (number < 1_000_000_000L) {
      return Optional.of(ofSeconds((double) number));
    }
    long millis = number >= 100_000_000_000L ? number : number * 1_000;
    return Optional.of(sane(Duration.between(now, Instant.ofEpochMilli(millis))));
  }

  static Optional<Duration> until(@Nullable String isoDate, Instant now) {
    if (isoDate == null || isoDate.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(sane(Duration.between(now, OffsetDateTime.parse(isoDate.strip()))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> httpDate(@Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      Instant date =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(sane(Duration.between(now, date)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration ofSeconds(double seconds) {
    return sane(Duration.ofMillis(Math.round(Math.min(seconds, 1e9) * 1_000)));
  }

  /** Neither negative nor longer than anyone means. */
  static Duration sane(Duration duration) {
    if (duration.isNegative()) {
      return Duration.ZERO;
    }
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }
}
