package dev.sluice.access;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads until when something holds: {@code 30d}, {@code 12h}, a day that counts still, a time. */
public record Expiry(InstantSource clock, Supplier<ZoneId> zone) {

  public static final String EXPECTED = "30d, 12h, 2026-12-31 or 2026-12-31T12:00:00Z";

  private static final Pattern SPAN = Pattern.compile("([0-9]{1,5})([mhd])");

  public Optional<Instant> of(String text) {
    Matcher span = SPAN.matcher(text);
    if (span.matches()) {
      return Optional.of(clock.instant().plus(duration(span)));
    }
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).plusDays(1).atStartOfDay(zone.get()).toInstant()
              : Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** How long {@code 12h} is; empty for what is no span. */
  public static Optional<Duration> span(String text) {
    Matcher span = SPAN.matcher(text);
    return span.matches() ? Optional.of(duration(span)) : Optional.empty();
  }

  private static Duration duration(Matcher span) {
    long count = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
