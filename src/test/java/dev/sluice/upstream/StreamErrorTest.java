package dev.sluice.upstream;

import static dev.sluice.upstream.Answers.anthropic;
import static dev.sluice.upstream.Answers.firstEvent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error that is the first thing a 200 stream says. */
final class StreamErrorTest {

  @ParameterizedTest
  @CsvSource({
    "invalid_request_error, request_rejected",
    "authentication_error, key_rejected",
    "billing_error, quota_exhausted",
    "permission_error, key_rejected",
    "not_found_error, channel_failed",
    "request_too_large, request_rejected",
    "rate_limit_error, rate_limited",
    "api_error, channel_failed",
    "timeout_error, channel_failed",
    "overloaded_error, overloaded",
    "new_kind_of_error, channel_failed"
  })
  void anthropicsTypesHaveTheVerdictsOfTheirStatuses(String type, String verdict) {
    assertThat(firstEvent(anthropic(type, "Something")).label()).isEqualTo(verdict);
  }

  @Test
  void aMissingModelIsToldApart() {
    assertThat(firstEvent(anthropic("not_found_error", "model: claude-opus-9")))
        .isEqualTo(new Verdict.ModelMissing());
  }

  @ParameterizedTest
  @CsvSource({
    "402, quota_exhausted",
    "429, rate_limited",
    "502, channel_failed",
    "408, channel_failed",
    "400, request_rejected",
    "401, key_rejected",
    "529, overloaded"
  })
  void aNumberIsAStatus(int code, String verdict) {
    assertThat(firstEvent("{\"error\":{\"code\":%d,\"message\":\"no\"}}".formatted(code)).label())
        .isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "server_error, channel_failed",
    "rate_limit_exceeded, rate_limited",
    "insufficient_quota, quota_exhausted",
    "invalid_prompt, request_rejected",
    "context_length_exceeded, request_rejected",
    "server_is_overloaded, overloaded",
    "usage_limit_reached, quota_exhausted",
    "anything_else, channel_failed"
  })
  void aFailedResponseIsJudgedByItsCode(String code, String verdict) {
    assertThat(
            firstEvent(
                    """
                    {"type":"response.failed","sequence_number":2,"response":{"status":"failed",\
                    "error":{"code":"%s","message":"no"}}}\
                    """
                        .formatted(code))
                .label())
        .isEqualTo(verdict);
    assertThat(
            firstEvent(
                    """
                    {"type":"error","code":"%s","message":"no","sequence_number":1}\
                    """
                        .formatted(code))
                .label())
        .isEqualTo(verdict);
  }

  @Test
  void theWaitIsReadFromTheMessage() {
    assertThat(
            firstEvent(
                """
                {"type":"response.failed","response":{"error":{"code":"rate_limit_exceeded",\
                "message":"Rate limit reached. Please try again in 11.054s. Visit the site."}}}\
                """))
        .isEqualTo(new Verdict.RateLimited(Optional.of(Duration.ofMillis(11_054))));
  }

  @Test
  void aFrameOfGeminiIsUnderstood() {
    assertThat(
            firstEvent(
                    """
                    {"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}\
                    """)
                .label())
        .isEqualTo("overloaded");
  }

  @Test
  void whatARelayQuotesOfItsUpstreamDecides() {
    assertThat(
            firstEvent(
                    """
                    {"id":"gen-1","error":{"code":502,"message":"Provider returned error","metadata":\
                    {"raw":"{\\"error\\":{\\"message\\":\\"Overloaded\\"}}"}},"choices":[]}\
                    """)
                .label())
        .isEqualTo("overloaded");
  }

  @Test
  void nothingUnderstandableIsAFailure() {
    assertThat(firstEvent("").label()).isEqualTo("channel_failed");
    assertThat(firstEvent("{\"error\":").label()).isEqualTo("channel_failed");
  }
}
