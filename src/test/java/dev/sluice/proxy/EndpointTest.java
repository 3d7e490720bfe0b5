package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.upstream.Order.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {

  private static final String GEMINI = "/v1beta/models/gemini-3-pro:streamGenerateContent";

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, ANTHROPIC, /messages",
    "/proxy/v1/messages, ANTHROPIC, /messages",
    "/v1/messages/count_tokens, ANTHROPIC, /messages/count_tokens",
    "/v1/chat/completions, OPENAI_CHAT, /chat/completions",
    "/v1/responses, OPENAI_RESPONSES, /responses",
    "/v1beta/models/m:generateContent, GEMINI, /models/up:generateContent",
    "/v1beta/models/m:countTokens, GEMINI, /models/up:countTokens",
    "/v1/models/m:generateContent, GEMINI, /models/up:generateContent",
    "/v1alpha/models/m%3AstreamGenerateContent, GEMINI, /models/up:streamGenerateContent"
  })
  void everyServedPathHasItsUpstreamsPath(String path, Protocol protocol, String upstream) {
    Endpoint endpoint = Endpoint.of(path).orElseThrow();
    assertThat(endpoint.protocol()).isEqualTo(protocol);
    assertThat(endpoint.pathFor("up")).isEqualTo(upstream);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1",
        "/v1/messages/",
        "/v1beta/models/m",
        "/v1/models/ft:gpt-4.1:mine",
        "/v1beta/models/:generateContent",
        "/v1beta/models/m:fly",
        "/v1beta/models/%zz:generateContent"
      })
  void otherPathsAreNone(String path) {
    assertThat(Endpoint.of(path)).isEmpty();
  }

  @Test
  void aModelInThePathIsReadAndWrittenWithItsEscapes() {
    Endpoint endpoint = Endpoint.of("/v1beta/models/a%20b+c%5B1m%5D:countTokens").orElseThrow();
    assertThat(endpoint.model()).isEqualTo("a b+c[1m]");
    assertThat(endpoint.pathFor("a b+c/d")).isEqualTo("/models/a%20b%2Bc/d:countTokens");
  }

  @Test
  void geminiStreamsEventsOnlyToThoseWhoAskForThem() {
    Endpoint endpoint = Endpoint.of(GEMINI).orElseThrow();
    assertThat(endpoint.shape(false, "?alt=sse")).isEqualTo(Shape.STREAM);
    assertThat(endpoint.shape(false, "?a=1&alt=sse&b")).isEqualTo(Shape.STREAM);
    assertThat(endpoint.shape(true, "")).isEqualTo(Shape.ARRAY);
    assertThat(endpoint.shape(true, "?xalt=sse")).isEqualTo(Shape.ARRAY);
  }

  @Test
  void countingIsNeverStreamed() {
    Endpoint endpoint = Endpoint.of("/v1/messages/count_tokens").orElseThrow();
    assertThat(endpoint.shape(true, "")).isEqualTo(Shape.WHOLE);
  }
}
