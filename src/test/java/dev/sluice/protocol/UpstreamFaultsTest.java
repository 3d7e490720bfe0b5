package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault.Overflow;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UpstreamFaultsTest {

  static Stream<JsonNode> overflows() {
    return StreamSupport.stream(
        Json.resource(Overflows.class, "overflows.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("overflows")
  void aPromptThatIsTooLongIsKnownInWhateverWords(JsonNode entry) {
    String text = entry.path("text").asText();
    var fault = UpstreamFaults.of(400, Json.bytes(error("message", text)));
    assertThat(fault.kind()).isEqualTo(Fault.Kind.CONTEXT_TOO_LONG);
    assertThat(fault.message()).isEqualTo(text);
    JsonNode is = entry.path("is");
    assertThat(fault.overflow())
        .isEqualTo(
            is.isNull()
                ? Optional.empty()
                : Optional.of(new Overflow(is.path(0).asLong(), is.path(1).asLong())));
  }

  @ParameterizedTest
  @CsvSource({
    "400, code, context_length_exceeded, CONTEXT_TOO_LONG",
    "400, code, content_policy_violation, CONTENT_REFUSED",
    "400, type, invalid_request_error, INVALID_REQUEST",
    "400, code, model_not_found, MODEL_UNKNOWN",
    "400, code, server_error, INVALID_REQUEST",
    "402, code, , QUOTA_EXHAUSTED",
    "403, status, PERMISSION_DENIED, FORBIDDEN",
    "404, code, , MODEL_UNKNOWN",
    "408, code, , TIMEOUT",
    "413, code, , TOO_LARGE",
    "422, code, , INVALID_REQUEST",
    "429, code, insufficient_quota, QUOTA_EXHAUSTED",
    "429, code, rate_limit_exceeded, RATE_LIMITED",
    "500, code, context_length_exceeded, CONTEXT_TOO_LONG",
    "500, status, UNAVAILABLE, OVERLOADED",
    "502, code, , UPSTREAM_FAILED",
    "503, code, , OVERLOADED",
    "504, code, , TIMEOUT",
    "529, code, , OVERLOADED",
    "0, type, overloaded_error, OVERLOADED",
    "0, code, rate_limit_exceeded, RATE_LIMITED",
    "0, code, 503, OVERLOADED",
    "0, status, RESOURCE_EXHAUSTED, RATE_LIMITED",
    "0, code, never_seen, UPSTREAM_FAILED",
  })
  void theStatusSaysWhoIsToBlameAndTheCodeForWhat(
      int status, String name, String code, Fault.Kind kind) {
    var fault = UpstreamFaults.of(status, Json.bytes(error(name, code)));
    assertThat(fault.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"'',The upstream gave no reason", "<html><title>Bad</title>,Bad", "boom,boom"})
  void anErrorNeedNotBeJson(String body, String message) {
    assertThat(UpstreamFaults.of(502, body.getBytes(UTF_8)))
        .isEqualTo(new Fault(Fault.Kind.UPSTREAM_FAILED, message));
  }

  private static JsonNode error(String name, String value) {
    var body = Json.object();
    body.putObject("error").put(name, value);
    return body;
  }
}
