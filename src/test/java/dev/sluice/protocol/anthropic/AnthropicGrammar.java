package dev.sluice.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseFramer;

/** Accepts exactly the streams that Anthropic's documentation and SDK allow. */
public final class AnthropicGrammar {

  private boolean started;
  private boolean stopped;
  private boolean over;
  private int open = -1;
  private int next;
  private String kind = "";
  private boolean signed;
  private String cut = "";
  private final StringBuilder input = new StringBuilder();

  /** Whether it ended by a message_stop; otherwise by an error. */
  public static boolean check(byte[] stream) {
    var grammar = new AnthropicGrammar();
    var framer =
        new SseFramer(event -> grammar.event(event.name(), Json.tree(event).orElseThrow()));
    framer.feed(stream, 0, stream.length);
    assertThat(framer.rest()).as("cut in the middle: " + new String(stream, UTF_8)).isEmpty();
    assertThat(grammar.over).as("without an end: " + new String(stream, UTF_8)).isTrue();
    return grammar.stopped;
  }

  private void event(String name, JsonNode data) {
    assertThat(over).as("nothing after the end: " + data).isFalse();
    assertThat(data.path("type").asText()).isEqualTo(name);
    switch (name) {
      case "ping" -> assertThat(started).isTrue();
      case "error" -> {
        assertThat(data.path("error").path("type").isTextual()).isTrue();
        over = true;
      }
      case "message_start" -> start(data.path("message"));
      case "content_block_start" -> begin(data);
      case "content_block_delta" -> delta(data);
      case "content_block_stop" -> end(data);
      case "message_delta" -> {
        assertThat(open).isEqualTo(-1);
        String reason = data.path("delta").path("stop_reason").asText();
        assertThat(reason).isNotEmpty();
        if (!reason.equals("max_tokens")) {
          assertThat(cut).as("cut, but not for its length").isEmpty();
        }
        assertThat(data.path("usage").path("output_tokens").isIntegralNumber()).isTrue();
        stopped = true;
      }
      case "message_stop" -> {
        assertThat(stopped).as("a message_delta before the message_stop").isTrue();
        over = true;
      }
      default -> throw new AssertionError("unknown event " + name);
    }
  }

  private void start(JsonNode message) {
    assertThat(started).isFalse();
    assertThat(message.path("id").asText()).startsWith("msg_");
    assertThat(message.path("content").isEmpty()).isTrue();
    assertThat(message.path("stop_reason").isNull()).isTrue();
    assertThat(message.path("usage").path("input_tokens").isIntegralNumber()).isTrue();
    started = true;
  }

  private void begin(JsonNode data) {
    assertThat(started && !stopped).isTrue();
    assertThat(open).as("a block inside a block").isEqualTo(-1);
    assertThat(data.path("index").asInt(-1)).isEqualTo(next);
    open = next++;
    JsonNode block = data.path("content_block");
    kind = block.path("type").asText();
    signed = false;
    input.setLength(0);
    if (kind.equals("tool_use")) {
      assertThat(block.path("id").asText()).matches("[A-Za-z0-9_-]+");
      assertThat(block.path("input").isEmpty()).isTrue();
    }
  }

  private void delta(JsonNode data) {
    assertThat(data.path("index").asInt(-1)).isEqualTo(open);
    JsonNode delta = data.path("delta");
    String type = delta.path("type").asText();
    String expected =
        switch (kind) {
          case "text" -> "text_delta|citations_delta";
          case "thinking" -> "thinking_delta|signature_delta";
          case "tool_use", "server_tool_use" -> "input_json_delta";
          default -> "none";
        };
    assertThat(type).matches(expected);
    assertThat(signed).as("nothing after the signature").isFalse();
    signed = type.equals("signature_delta");
    input.append(delta.path("partial_json").asText());
  }

  private void end(JsonNode data) {
    assertThat(data.path("index").asInt(-1)).isEqualTo(open);
    if (kind.equals("tool_use") && !input.isEmpty()) {
      cut = Json.tree(input.toString()).isEmpty() ? "input " + input : cut;
    }
    open = -1;
  }
}
