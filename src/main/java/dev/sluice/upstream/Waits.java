package dev.sluice.upstream;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long an upstream asked to be left alone, from wherever it says so. */
record Waits(HeaderLookup headers, ErrorBody body, Instant now) {

  private static final ZoneId GEMINI_DAY = ZoneId.of("America/Los_Angeles");
  private static final ZoneId GLM_CLOCK = ZoneId.of("Asia/Shanghai");

  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?:try again in|retry in|retry after|reset after|resets? in)\\s+"
              + "((?:\\d+(?:\\.\\d+)?\\s?(?:ms|s|m|h|d)[a-z]*[\\s,]*)+)");
  private static final Pattern REGAIN =
      Pattern.compile("regain access on (\\d{4}-\\d\\d-\\d\\d) at (\\d\\d:\\d\\d) utc");
  private static final Pattern RESET_DATE =
      Pattern.compile("(?:reset|重置).{0,24}?(\\d{4}-\\d\\d-\\d\\d)[ t](\\d\\d:\\d\\d:\\d\\d)");
  private static final Pattern DATE_RESET =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[ t](\\d\\d:\\d\\d:\\d\\d).{0,12}?重置");

  /** When the key may be used again after going too fast, or the upstream after too much work. */
  Optional<Duration> pause() {
    return first(
        Stream.of(
            () -> Durations.number(headers.get("retry-after-ms"), ChronoUnit.MILLIS),
            () -> Durations.retryAfter(headers.get("retry-after"), now),
            this::inBody,
            this::limitHeaders,
            () -> epoch(headers.get("anthropic-ratelimit-unified-reset")),
            this::inText));
  }

  /** When the quota comes back. */
  Optional<Duration> reset() {
    return first(
        Stream.of(
            this::geminiDay,
            this::inBody,
            () -> epoch(headers.get("anthropic-ratelimit-unified-reset")),
            () -> Durations.number(headers.get("retry-after-ms"), ChronoUnit.MILLIS),
            () -> Durations.retryAfter(headers.get("retry-after"), now),
            this::inText));
  }

  private static Optional<Duration> first(Stream<Supplier<Optional<Duration>>> sources) {
    return sources.map(Supplier::get).flatMap(Optional::stream).findFirst();
  }

  /* The days of Gemini's daily quotas begin at midnight in California. */
  private Optional<Duration> geminiDay() {
    if (!body.codes().contains("quota:per-day")) {
      return Optional.empty();
    }
    ZonedDateTime here = now.atZone(GEMINI_DAY);
    ZonedDateTime midnight = here.toLocalDate().plusDays(1).atStartOfDay(GEMINI_DAY);
    return Optional.of(Duration.between(here, midnight));
  }

  private Optional<Duration> inBody() {
    return first(
        Stream.of(
            () -> Durations.spelled(hint("retryDelay")),
            () -> Durations.spelled(hint("quotaResetDelay")),
            () -> Durations.number(hint("resets_in_seconds"), ChronoUnit.SECONDS),
            () -> epoch(hint("resets_at")),
            () -> Durations.number(hint("retry_after"), ChronoUnit.SECONDS),
            () -> epoch(hint("X-RateLimit-Reset"))));
  }

  private String hint(String name) {
    JsonNode value = body.hints().get(name);
    return value == null ? "" : value.asText();
  }

  /* Several limits are told at once; the one that is used up decides, else the soonest. */
  private Optional<Duration> limitHeaders() {
    return Stream.of("requests", "tokens", "input-tokens", "output-tokens")
        .filter(kind ->
            "0".equals(headers.get("x-ratelimit-remaining-" + kind))
                || "0".equals(headers.get("anthropic-ratelimit-" + kind + "-remaining")))
        .map(this::limitReset)
        .flatMap(Optional::stream)
        .max(Duration::compareTo)
        .or(() ->
            Stream.of("requests", "tokens", "input-tokens", "output-tokens")
                .map(this::limitReset)
                .flatMap(Optional::stream)
                .min(Duration::compareTo))
        .or(() -> epoch(headers.get("x-ratelimit-reset")));
  }

  private Optional<Duration> limitReset(String kind) {
    return first(
        Stream.of(
            () -> Durations.spelled(headers.get("x-ratelimit-reset-" + kind)),
            () -> Durations.until(headers.get("anthropic-ratelimit-" + kind + "-reset"), now)));
  }

  private Optional<Duration> epoch(@Nullable String value) {
    return Durations.epoch(value, now);
  }

  private Optional<Duration> inText() {
    String text = body.text().toLowerCase(ROOT);
    Matcher relative = IN_TEXT.matcher(text);
    if (relative.find()) {
      return Durations.spelled(Objects.requireNonNull(relative.group(1)));
    }
    Matcher regain = REGAIN.matcher(text);
    if (regain.find()) {
      return Durations.until(regain.group(1) + "T" + regain.group(2) + ":00Z", now);
    }
    return Stream.of(RESET_DATE, DATE_RESET)
        .map(pattern -> pattern.matcher(text))
        .filter(Matcher::find)
        .findFirst()
        .flatMap(date -> glmDate(date.group(1) + "T" + date.group(2)));
  }

  /* Only GLM writes a reset without a zone, and means its own. */
  private Optional<Duration> glmDate(String local) {
    try {
      Instant reset = LocalDateTime.parse(local).atZone(GLM_CLOCK).toInstant();
      return Optional.of(Durations.sane(Duration.between(now, reset)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
