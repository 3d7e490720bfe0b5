package dev.sluice.protocol;

import static dev.sluice.protocol.Protocol.ANTHROPIC;
import static dev.sluice.protocol.Protocol.GEMINI;
import static dev.sluice.protocol.Protocol.OPENAI_CHAT;
import static dev.sluice.protocol.Protocol.OPENAI_RESPONSES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamTapTest {

  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{}}}\n\n";

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC,01-anthropic-thinking-text-tool,412,96,20480,1024",
    "ANTHROPIC,10-anthropic-refusal-empty,18,5,0,0",
    "ANTHROPIC,19-anthropic-progress-updates,900,44,0,0",
    "OPENAI_CHAT,02-chat-parallel-tools-interleaved,176,64,1024,0",
    "OPENAI_CHAT,03-chat-deepseek-reasoning-crlf-no-done,18,18,32,0",
    "OPENAI_CHAT,14-chat-kimi-ids-usage-in-choice,26,20,64,0",
    "GEMINI,07-gemini-thought-functioncall,44,150,256,0",
    "GEMINI,08-gemini-prompt-blocked,77,0,0,0",
    "GEMINI,09-vertex-partial-args,20,20,0,0",
  })
  void endsLegallyWithItsUsage(
      Protocol protocol, String name, long input, long output, long read, long written) {
    var tap = Streams.tapped(protocol, Streams.read(name));
    assertThat(tap.terminal()).isTrue();
    assertThat(tap.started()).isTrue();
    assertThat(tap.error()).isEmpty();
    assertThat(tap.usage()).isEqualTo(new Usage(input, output, read, written, 0, true));
  }

  @Test
  void aResponseEndsWithItsUsage() {
    var tap =
        fed(
            OPENAI_RESPONSES,
            """
            event: response.output_item.added
            data: {"type":"response.output_item.added","item":{}}

            event: response.completed
            data: {"type":"response.completed","response":{"output":[{"type":"message"}],\
            "usage":{"input_tokens":100,"input_tokens_details":{"cached_tokens":60,\
            "cache_write_tokens":10},"output_tokens":7}}}

            """);
    assertThat(tap.terminal()).isTrue();
    assertThat(tap.usage()).isEqualTo(new Usage(30, 7, 60, 10, 0, true));
  }

  @Test
  void aLineThatIsTooLongBlindsTheTapAndIsNotKept() {
    var tap = fed(ANTHROPIC, START);
    byte[] piece = new byte[1 << 20];
    Arrays.fill(piece, (byte) 'x');
    for (int length = 0; length <= SseFramer.LONGEST_LINE; length += piece.length) {
      assertThat(tap.blind()).isFalse();
      tap.feed(piece, 0, piece.length);
    }
    assertThat(tap.blind()).isTrue();
    assertThat(tap.betweenEvents()).isFalse();
  }

  @Test
  void aRefusalHasNoContentButAnEnd() {
    var tap = Streams.tapped(ANTHROPIC, Streams.read("10-anthropic-refusal-empty"));
    assertThat(tap.content()).isFalse();
    assertThat(tap.terminal()).isTrue();
  }

  @Test
  void aTruncatedStreamHasNoEnd() {
    var tap = Streams.tapped(OPENAI_CHAT, Streams.read("04-chat-truncated-mid-tool"));
    assertThat(tap.content()).isTrue();
    assertThat(tap.terminal()).isFalse();
  }

  @Test
  void anErrorIsKeptAsItCame() {
    var tap = Streams.tapped(ANTHROPIC, Streams.read("11-anthropic-midstream-overload"));
    assertThat(tap.terminal()).isFalse();
    assertThat(tap.error().orElseThrow().json())
        .asString(UTF_8)
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"Overloaded\"},\"request_id\":\"req_FX11\"}");
  }

  @Test
  void theFirstErrorCounts() {
    var tap = Streams.tapped(OPENAI_RESPONSES, Streams.read("06-responses-context-error"));
    assertThat(tap.content()).isFalse();
    assertThat(tap.error().orElseThrow().text())
        .startsWith("Your input exceeds the context window");
  }

  @Test
  void errorsAreKnownInEveryDress() {
    assertThat(fed(OPENAI_CHAT, "data: {\"error\":\"busy\"}\n\n").error()).isPresent();
    assertThat(fed(OPENAI_CHAT, "event: error\ndata: busy\n\n").error()).isPresent();
    assertThat(fed(OPENAI_CHAT, "data: {\"base_resp\":{\"status_code\":1008}}\n\n").error())
        .isPresent();
    assertThat(fed(OPENAI_CHAT, "data: {\"object\":\"error\",\"message\":\"no\"}\n\n").error())
        .isPresent();
    assertThat(fed(ANTHROPIC, "data: {\"type\": \"error\", \"error\": {}}\n\n").error())
        .isPresent();
    assertThat(fed(ANTHROPIC, "data: {\"error\":{\"message\":\"busy\"}}\n\n").error()).isPresent();
    assertThat(fed(GEMINI, "data: {\"error\":{\"code\":503}}\n\n").error()).isPresent();
    assertThat(fed(OPENAI_RESPONSES, "data: {\"type\":\"response.failed\"}\n\n").error())
        .isPresent();
  }

  @Test
  void whatIsNoErrorIsNone() {
    String chunk = "data: {\"error\":null,\"base_resp\":{\"status_code\":0},\"choices\":[]}\n\n";
    assertThat(fed(OPENAI_CHAT, chunk).error()).isEmpty();
  }

  @Test
  void aProviderThatBreaksOffHasNotFinished() {
    var tap = fed(OPENAI_CHAT, "data: {\"choices\":[{\"finish_reason\":\"network_error\"}]}\n\n");
    assertThat(tap.terminal()).isFalse();
    assertThat(tap.error()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ANTHROPIC|{'type':'content_block_start','content_block':{'type':'text','text':''}}|false",
        "ANTHROPIC|{'type':'content_block_start','content_block':{'type':'thinking','signature':''}}|false",
        "ANTHROPIC|{'type':'content_block_start','content_block':{'type':'tool_use','id':'t'}}|true",
        "ANTHROPIC|{'type':'content_block_start','content_block':{'data':'x','type':'redacted_thinking'}}|true",
        "ANTHROPIC|{'delta':{'type':'text_delta','text':'a'},'type':'content_block_delta'}|true",
        "ANTHROPIC|{'type':'content_block_delta','delta':{'type':'text_delta','text':''}}|false",
        "ANTHROPIC|{'type':'message_delta','delta':{'stop_reason':'end_turn'}}|false",
        "OPENAI_CHAT|{'choices':[{'delta':{'role':'assistant','content':''}}]}|false",
        "OPENAI_CHAT|{'choices':[{'delta':{'role':'assistant','content':null,'tool_calls':[]}}]}|false",
        "OPENAI_CHAT|{'choices':[{'delta':{'reasoning_content':'a'}}]}|true",
        "OPENAI_CHAT|{'choices':[{'delta':{'tool_calls':[{'index':0,'id':'t'}]}}]}|true",
        "OPENAI_RESPONSES|{'type':'response.created','response':{'id':'a'}}|false",
        "OPENAI_RESPONSES|{'type':'response.queued'}|false",
        "OPENAI_RESPONSES|{'type':'response.output_item.added'}|true",
        "OPENAI_RESPONSES|{'type':'response.output_text.delta'}|true",
        "GEMINI|{'candidates':[{'content':{'role':'model'}}]}|false",
        "GEMINI|{'candidates':[{'content':{'parts':[{'text':''}]}}]}|false",
        "GEMINI|{'candidates':[{'content':{'parts':[{'functionCall':{'name':'f'}}]}}]}|true",
        "GEMINI|{'candidates':[{'finishReason':'STOP'}]}|true",
      },
      quoteCharacter = '`')
  void contentIsWhatACallerWouldLose(Protocol protocol, String data, boolean content) {
    var tap = fed(protocol, "data: " + data.replace('\'', '"') + "\n\n");
    assertThat(tap.content()).isEqualTo(content);
  }

  @Test
  void signsOfLifeAreNoProgress() {
    String pings =
        """
        : hi

        event: ping
        data: {"type":"ping"}

        data: {"a":1,"type":"ping"}

        event: ping

        """;
    assertThat(fed(ANTHROPIC, pings).progress()).isZero();
    assertThat(fed(ANTHROPIC, START + pings + START).progress()).isEqualTo(2);
    assertThat(fed(OPENAI_RESPONSES, "data: {\"type\":\"response.in_progress\"}\n\n").progress())
        .isZero();
  }

  @Test
  void bothShapesOfCacheWritesAreRead() {
    var tap =
        fed(
            ANTHROPIC,
            """
            data: {"type":"message_start","message":{"usage":{"input_tokens":5,\
            "cache_creation_input_tokens":70,"cache_creation":\
            {"ephemeral_5m_input_tokens":30,"ephemeral_1h_input_tokens":40}}}}

            data: {"type":"message_delta","usage":{"input_tokens":null,"output_tokens":3}}

            """);
    assertThat(tap.usage()).isEqualTo(new Usage(5, 3, 0, 30, 40, true));
  }

  @Test
  void figuresThatMakeNoSenseAreNeverNegative() {
    var tap =
        fed(
            OPENAI_CHAT,
            "data: {\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":-4,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":9}}}\n\n");
    assertThat(tap.usage()).isEqualTo(new Usage(0, 0, 9, 0, 0, true));
  }

  @Test
  void reasoningThatIsCountedApartIsAdded() {
    var tap =
        fed(
            OPENAI_CHAT,
            "data:"
                + " {\"x_groq\":{\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":4,\"total_tokens\":12,\"completion_tokens_details\":{\"reasoning_tokens\":3}}}}\n\n");
    assertThat(tap.usage().outputTokens()).isEqualTo(7);
  }

  @Test
  void usageAfterTheEndStillCounts() {
    var tap =
        fed(
            OPENAI_CHAT,
            """
            data: {"choices":[{"delta":{"content":"a"}}]}

            data: [DONE]

            data: {"choices":[],"usage": {"prompt_tokens":5}}

            """);
    assertThat(tap.usage().inputTokens()).isEqualTo(5);
    assertThat(tap.terminal()).isTrue();
  }

  @Test
  void anEndWithoutABeginningIsNone() {
    assertThat(fed(OPENAI_CHAT, "data: [DONE]\n\n").terminal()).isFalse();
  }

  @Test
  void twoDocumentsInOneEventAreBothRead() {
    var tap = fed(ANTHROPIC, "data: {\"type\":\"message_start\"} {\"type\":\"message_stop\"}\n\n");
    assertThat(tap.started()).isTrue();
    assertThat(tap.terminal()).isTrue();
  }

  @Test
  void anEventWithoutItsBlankLineCountsOnlyWhenItIsWhole() {
    assertThat(fed(ANTHROPIC, START + "data: {\"type\":\"message_stop\"}\n").terminal()).isFalse();
    assertThat(ended(ANTHROPIC, START + "data: {\"type\":\"message_stop\"}\n").terminal()).isTrue();
    assertThat(ended(ANTHROPIC, START + "data: {\"type\":\"message_stop\"}").terminal()).isTrue();
    String cut = "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":12";
    assertThat(ended(ANTHROPIC, START + cut).usage()).isEqualTo(Usage.UNKNOWN);
    assertThat(ended(OPENAI_CHAT, "data: {\"choices\":[]}\n\ndata: [DONE]").terminal()).isTrue();
  }

  @Test
  void theFirstBytesTellWhatIsNoStream() {
    assertThat(fed(ANTHROPIC, "").shape()).isEqualTo(StreamTap.Shape.UNSEEN);
    assertThat(fed(ANTHROPIC, "\n event: x").shape()).isEqualTo(StreamTap.Shape.EVENTS);
    assertThat(fed(ANTHROPIC, "\uFEFF\r\n{").looksLikeSse()).isFalse();
    assertThat(fed(GEMINI, "[{").shape()).isEqualTo(StreamTap.Shape.JSON);
    assertThat(fed(ANTHROPIC, "<!doctype html>").shape()).isEqualTo(StreamTap.Shape.HTML);
  }

  @Test
  void aLineBeyondAllMeasureBlindsTheTapAndNothingElse() {
    var tap = fed(ANTHROPIC, START + "data: ");
    byte[] piece = "x".repeat(1 << 20).getBytes(UTF_8);
    for (int i = 0; i < 17; i++) {
      tap.feed(piece, 0, piece.length);
    }
    byte[] rest = "\n\ndata: {\"type\":\"message_stop\"}\n\n".getBytes(UTF_8);
    tap.feed(rest, 0, rest.length);
    tap.finish();
    assertThat(tap.blind()).isTrue();
    assertThat(tap.started()).isTrue();
    assertThat(tap.terminal()).isFalse();
    assertThat(tap.betweenEvents()).isFalse();
  }

  @Test
  void garbageDisturbsNobody() {
    Property.holds(
        120,
        chance -> {
          for (Protocol protocol : Protocol.values()) {
            byte[] stream = StreamText.of(protocol, chance);
            for (int i = 0; i < stream.length / 20; i++) {
              stream[chance.nextInt(stream.length)] = (byte) chance.nextInt(256);
            }
            var tap = Streams.tapped(protocol, stream);
            tap.finish();
            assertThat(tap.blind()).isFalse();
          }
        });
  }

  private static StreamTap fed(Protocol protocol, String stream) {
    return Streams.tapped(protocol, stream.getBytes(UTF_8));
  }

  private static StreamTap ended(Protocol protocol, String stream) {
    var tap = fed(protocol, stream);
    tap.finish();
    return tap;
  }
}
