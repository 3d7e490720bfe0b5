package dev.sluice.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a subject has spent, in every span at once. */
final class Spending {

  private static final Duration SLICE = Duration.ofMinutes(1);

  private final Map<Window, Fixed> fixed = new EnumMap<>(Window.class);
  private final RollingSum rolling = new RollingSum(Window.ROLLING, SLICE);

  private static final class Fixed {
    private Instant begin = Instant.EPOCH;
    private Instant end = Instant.EPOCH;
    private long nanos;
  }

  Spending() {
    for (Window window : Window.values()) {
      if (window != Window.FIVE_HOURS) {
        fixed.put(window, new Fixed());
      }
    }
  }

  void add(long nanos, Instant at, Instant now, ZoneId zone) {
    rolling.addPast(nanos, at.toEpochMilli(), now.toEpochMilli());
    fixed.forEach((window, span) -> {
      turn(window, span, now, zone);
      if (!at.isBefore(span.begin)) {
        span.nanos = Math.addExact(span.nanos, nanos);
      }
    });
  }

  long in(Window window, Instant now, ZoneId zone) {
    if (window == Window.FIVE_HOURS) {
      return rolling.sum(now.toEpochMilli());
    }
    Fixed span = fixed.get(window);
    if (span == null) {
      throw new IllegalStateException("no sum for " + window);
    }
    turn(window, span, now, zone);
    return span.nanos;
  }

  /** When the sum of a span is below {@code cap} again. */
  Optional<Instant> resets(Window window, long cap, Instant now, ZoneId zone) {
    if (window == Window.FIVE_HOURS) {
      return Optional.of(now.plusMillis(rolling.untilBelow(cap, now.toEpochMilli())));
    }
    return window.end(window.begin(now, zone), zone);
  }

  /* A clock that goes back stays in the span that it has reached. */
  private static void turn(Window window, Fixed span, Instant now, ZoneId zone) {
    if (now.isBefore(span.end)) {
      return;
    }
    span.begin = window.begin(now, zone);
    span.end = window.end(span.begin, zone).orElse(Instant.MAX);
    span.nanos = 0;
  }
}
