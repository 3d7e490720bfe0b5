package dev.sluice.upstream;

import static dev.sluice.upstream.Answers.judged;
import static dev.sluice.upstream.Answers.openai;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.Verdict.Overloaded;
import dev.sluice.channel.Verdict.QuotaExhausted;
import dev.sluice.channel.Verdict.RateLimited;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock stands at 2026-01-31T12:00:00Z, a Saturday. */
final class WaitsTest {

  private static Optional<Duration> pause(Map<String, String> headers, String body) {
    return ((RateLimited) judged(429, headers, body)).retryAfter();
  }

  private static Optional<Duration> reset(Map<String, String> headers, String body) {
    return ((QuotaExhausted) judged(429, headers, body)).reset();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after | 3 | PT3S",
        "retry-after | 0 | PT0S",
        "retry-after | 1.5 | PT1.5S",
        "retry-after | Sat, 31 Jan 2026 12:00:30 GMT | PT30S",
        "retry-after | Sat, 31 Jan 2026 11:00:00 GMT | PT0S",
        "retry-after | 999999999999 | PT744H",
        "retry-after-ms | 250 | PT0.25S",
        "x-ratelimit-reset-requests | 88ms | PT0.088S",
        "x-ratelimit-reset-tokens | 6m0s | PT6M",
        "x-ratelimit-reset | 1769860805 | PT5S",
        "x-ratelimit-reset | 1769860805000 | PT5S",
        "anthropic-ratelimit-tokens-reset | 2026-01-31T12:00:07Z | PT7S",
        "anthropic-ratelimit-unified-reset | 1769864400 | PT1H"
      })
  void aHeaderSaysHowLong(String header, String value, Duration wait) {
    assertThat(pause(Map.of(header, value), "")).contains(wait);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, soon",
    "retry-after, -5",
    "retry-after, ''",
    "retry-after-ms, NaN",
    "x-ratelimit-reset-tokens, never",
    "anthropic-ratelimit-unified-reset, 99999999999999999999"
  })
  void nonsenseSaysNothing(String header, String value) {
    assertThat(pause(Map.of(header, value), "")).isEmpty();
  }

  @Test
  void millisecondsWinOverSeconds() {
    assertThat(pause(Map.of("retry-after", "1", "retry-after-ms", "300"), ""))
        .contains(Duration.ofMillis(300));
  }

  @Test
  void theLimitThatIsUsedUpDecides() {
    assertThat(
            pause(
                Map.of(
                    "x-ratelimit-reset-requests", "1s",
                    "x-ratelimit-remaining-tokens", "0",
                    "x-ratelimit-reset-tokens", "20s"),
                ""))
        .contains(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Please try again in 6m0s. | PT6M",
        "Please try again in 350ms. | PT0.35S",
        "Please retry in 34.4s. | PT34.4S",
        "try again in 20 seconds | PT20S",
        "limit will reset after 3h2m1s | PT3H2M1S",
        "try again in 2 minutes | PT2M"
      })
  void theMessageSaysHowLong(String message, Duration wait) {
    assertThat(pause(Map.of(), openai(message))).contains(wait);
  }

  @Test
  void geminiDelaysAreRead() {
    assertThat(
            pause(
                Map.of(),
                """
                [{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"x","details":[\
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}]\
                """))
        .contains(Duration.ofMillis(34_400));
    assertThat(
            reset(
                Map.of(),
                """
                {"error":{"code":429,"message":"x","details":[{"reason":"QUOTA_EXHAUSTED",\
                "metadata":{"quotaResetDelay":"3h2m1.5s"}}]}}\
                """))
        .contains(Duration.ofMillis(10_921_500));
  }

  @Test
  void geminisDailyQuotaComesBackAtMidnightInCalifornia() {
    assertThat(
            reset(
                Map.of("retry-after", "34"),
                """
                {"error":{"code":429,"message":"x","details":[{"retryDelay":"34s"},\
                {"violations":[{"quotaId":"RequestsPerDayPerProject"}]}]}}\
                """))
        .contains(Duration.ofHours(20));
  }

  @Test
  void codexSaysWhenItsLimitResets() {
    assertThat(
            reset(
                Map.of(),
                """
                {"error":{"type":"usage_limit_reached","resets_in_seconds":3600}}\
                """))
        .contains(Duration.ofHours(1));
    assertThat(
            reset(
                Map.of(),
                """
                {"error":{"type":"usage_limit_reached","resets_at":1769864400}}\
                """))
        .contains(Duration.ofHours(1));
  }

  @Test
  void aRejectedSubscriptionRestsUntilItsWindowEnds() {
    assertThat(
            judged(
                429,
                Map.of(
                    "anthropic-ratelimit-unified-status", "rejected",
                    "anthropic-ratelimit-unified-reset", "1769864400",
                    "retry-after", "9"),
                ""))
        .isEqualTo(new QuotaExhausted(Optional.of(Duration.ofHours(1))));
  }

  @Test
  void datesInMessagesAreRead() {
    assertThat(
            reset(
                Map.of(),
                """
                {"error":{"code":"1308","message":"您的限额将在 2026-01-31 21:00:00 重置。"}}\
                """))
        .contains(Duration.ofHours(1));
    assertThat(
            reset(
                Map.of(),
                """
                {"error":{"code":"1310","message":"Weekly limit, reset at 2026-01-31 21:00:00"}}\
                """))
        .contains(Duration.ofHours(1));
    assertThat(
            judged(
                400,
                openai(
                    "You have reached your specified API usage limits."
                        + " You will regain access on 2026-02-01 at 00:00 UTC.")))
        .isEqualTo(new QuotaExhausted(Optional.of(Duration.ofHours(12))));
  }

  @Test
  void retryAfterIsAResetAndAPauseToo() {
    assertThat(judged(402, Map.of("retry-after", "60"), ""))
        .isEqualTo(new QuotaExhausted(Optional.of(Duration.ofMinutes(1))));
    assertThat(judged(529, Map.of("retry-after", "2"), ""))
        .isEqualTo(new Overloaded(Optional.of(Duration.ofSeconds(2))));
  }

  @Test
  void nothingSaidIsNothing() {
    assertThat(pause(Map.of(), "")).isEmpty();
    assertThat(reset(Map.of(), openai("quota"))).isEmpty();
  }
}
