package dev.sluice.limit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/** The span of time over which money is added up. */
public enum Window {
  /** Rolling: what was spent longer ago does not count any more. */
  FIVE_HOURS("5h", "5 hours"),
  DAY("day", "daily"),
  /** From Monday on. */
  WEEK("week", "weekly"),
  MONTH("month", "monthly"),
  TOTAL("total", "total");

  static final Duration ROLLING = Duration.ofHours(5);

  private final String id;
  private final String words;

  Window(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** As budgets name it. */
  public String id() {
    return id;
  }

  /** As a caller is told of it. */
  public String words() {
    return words;
  }

  public static Optional<Window> of(String id) {
    return Arrays.stream(values()).filter(window -> window.id.equals(id)).findFirst();
  }

  /** When the span that holds {@code now} began; a fixed one begins at the zone's own midnight. */
  Instant begin(Instant now, ZoneId zone) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return switch (this) {
      case FIVE_HOURS -> now.minus(ROLLING);
      case DAY -> start(today, zone);
      case WEEK -> start(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
      case MONTH -> start(today.withDayOfMonth(1), zone);
      case TOTAL -> Instant.EPOCH;
    };
  }

  /** When a fixed span that began at {@code begin} ends; empty where none does. */
  Optional<Instant> end(Instant begin, ZoneId zone) {
    LocalDate first = begin.atZone(zone).toLocalDate();
    return switch (this) {
      case DAY -> Optional.of(start(first.plusDays(1), zone));
      case WEEK -> Optional.of(start(first.plusWeeks(1), zone));
      case MONTH -> Optional.of(start(first.plusMonths(1), zone));
      case FIVE_HOURS, TOTAL -> Optional.empty();
    };
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }
}
