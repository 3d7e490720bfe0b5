package dev.sluice.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the sections that say how long and how often. */
final class SectionReader {

  private static final int MAX_ATTEMPTS = 100;
  private static final int MAX_FAILURES = 1_000_000;
  private static final int MAX_BODY_BYTES = 1 << 30;

  private static final int MAX_DAYS = 36_500;
  private static final int MAX_ROWS = 1_000_000_000;
  private static final int MAX_MB = 1 << 20;

  /* A month can be asked for, and no limit reaches further back by the hour. */
  private static final int FEWEST_DAYS_OF_SUMS = 32;

  private SectionReader() {}

  static Optional<RetryConfig> retry(Place place) {
    var fallback = RetryConfig.DEFAULT;
    return Members.of(place, List.of("maxAttempts", "maxChannels", "totalTimeoutMs"))
        .map(members ->
            new RetryConfig(
                members.number("maxAttempts", fallback.maxAttempts(), 1, MAX_ATTEMPTS),
                members.number("maxChannels", fallback.maxChannels(), 1, MAX_ATTEMPTS),
                members.millis("totalTimeoutMs", fallback.totalTimeout())));
  }

  static Optional<BreakerConfig> breaker(Place place) {
    var fallback = BreakerConfig.DEFAULT;
    return Members.of(place, List.of("failures", "windowMs", "openMs", "maxOpenMs"))
        .map(members ->
            new BreakerConfig(
                members.number("failures", fallback.failures(), 0, MAX_FAILURES),
                members.millis("windowMs", fallback.window()),
                members.millis("openMs", fallback.open()),
                members.millis("maxOpenMs", fallback.maxOpen())));
  }

  static Optional<ProbeConfig> probe(Place place) {
    var fallback = ProbeConfig.DEFAULT;
    return Members.of(place, List.of("everyMs", "timeoutMs"))
        .map(members ->
            new ProbeConfig(
                members.millis("everyMs", fallback.every(), 0),
                members.millis("timeoutMs", fallback.timeout())));
  }

  static Optional<StreamConfig> stream(Place place) {
    var fallback = StreamConfig.DEFAULT;
    return Members.of(place, List.of("openAfterMs", "pingAfterMs", "progressMs", "callerStallMs"))
        .map(members ->
            new StreamConfig(
                members.millis("openAfterMs", fallback.openAfter()),
                members.millis("pingAfterMs", fallback.pingAfter()),
                members.millis("progressMs", fallback.progress()),
                members.millis("callerStallMs", fallback.callerStall())));
  }

  static Optional<LimitsConfig> limits(Place place) {
    return Members.of(place, List.of("maxBodyBytes", "maxInFlightBodyBytes"))
        .map(members ->
            new LimitsConfig(
                members.number(
                    "maxBodyBytes", LimitsConfig.DEFAULT.maxBodyBytes(), 1, MAX_BODY_BYTES),
                members
                    .getUnlessNull("maxInFlightBodyBytes")
                    .flatMap(at -> at.number(1, Long.MAX_VALUE))
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty())));
  }

  static Optional<RetentionConfig> retention(Place place) {
    var fallback = RetentionConfig.DEFAULT;
    return Members.of(
            place,
            List.of(
                "requestDays",
                "requestRows",
                "hourlyDays",
                "dailyDays",
                "sessionDays",
                "bodyDays",
                "bodyMegabytes"))
        .map(members ->
            new RetentionConfig(
                days(members, "requestDays", fallback.requests(), 1),
                members.number("requestRows", fallback.requestRows(), 1, MAX_ROWS),
                days(members, "hourlyDays", fallback.hours(), FEWEST_DAYS_OF_SUMS),
                days(members, "dailyDays", fallback.days(), FEWEST_DAYS_OF_SUMS),
                days(members, "sessionDays", fallback.sessions(), 1),
                days(members, "bodyDays", fallback.bodies(), 1),
                (long)
                        members.number(
                            "bodyMegabytes", (int) (fallback.bodyBytes() >> 20), 1, MAX_MB)
                    << 20));
  }

  private static Duration days(Members members, String name, Duration fallback, int least) {
    return Duration.ofDays(members.number(name, (int) fallback.toDays(), least, MAX_DAYS));
  }
}
