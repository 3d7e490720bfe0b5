package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The official Java SDK of Anthropic as a caller of the gateway. */
final class JavaSdkTest {

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final RunningGateway gateway =
      RunningGateway.with(RunningGateway.channel("only", upstream, "sk-upstream-key"));
  private final AnthropicClient client = client(RunningGateway.ACCESS_KEY);

  @AfterEach
  void close() {
    client.close();
    gateway.close();
    upstream.close();
  }

  private AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(gateway.baseUrl())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private static MessageCreateParams request() {
    var input =
        Tool.InputSchema.builder()
            .putAdditionalProperty(
                "properties", JsonValue.from(Map.of("town", Map.of("type", "string"))))
            .build();
    return MessageCreateParams.builder()
        .model("claude-sonnet-4-5")
        .maxTokens(64)
        .addUserMessage("Hello")
        .addTool(Tool.builder().name("weather").inputSchema(input).build())
        .build();
  }

  private Message streamed() {
    var accumulator = MessageAccumulator.create();
    try (var events = client.messages().createStreaming(request())) {
      events.stream().forEach(accumulator::accumulate);
    }
    return accumulator.message();
  }

  @Test
  void aStreamBecomesTheMessage() {
    upstream.answers(Answers.anthropicStream("Hello ", "from far away"));
    assertThat(streamed().content().getFirst().asText().text()).isEqualTo("Hello from far away");
  }

  @Test
  void aWholeAnswerIsTheMessage() {
    upstream.answers(Answers.anthropicWhole("All at once"));
    var message = client.messages().create(request());
    assertThat(message.content().getFirst().asText().text()).isEqualTo("All at once");
  }

  @Test
  void aToolIsCalledWithItsInput() {
    upstream.answers(Answers.stream(Events.anthropicToolCall("weather", "{\"town\":\"Zürich\"}")));
    var message = streamed();
    assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
    var call = message.content().getFirst().asToolUse();
    Object input = call._input().convert(Object.class);
    assertThat(input).isEqualTo(Map.of("town", "Zürich"));
  }

  @Test
  void anUpstreamsErrorKeepsItsType() {
    upstream.answers(Answers.rateLimited(3));
    assertThatThrownBy(() -> client.messages().create(request()))
        .isInstanceOf(RateLimitException.class)
        .hasMessageContaining("would exceed your rate limit");
  }

  @Test
  void aWrongKeyIsUnauthorized() {
    var stranger = client("not-the-access-key");
    assertThatThrownBy(() -> stranger.messages().create(request()))
        .isInstanceOf(UnauthorizedException.class);
    stranger.close();
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void anErrorInsideTheStreamIsThrown() {
    upstream.answers(
        Answers.stream(
            List.of(
                String.join("", Events.anthropicBroken("so far")),
                Events.anthropicError("overloaded_error", "Overloaded"))));
    assertThatThrownBy(this::streamed).isInstanceOf(SseException.class);
  }
}
