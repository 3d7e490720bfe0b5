package dev.sluice.protocol.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.AnswerTap;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.StreamTap;
import dev.sluice.protocol.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AnthropicUsageTest {

  private static final String COMPACTED =
      "'usage':{'input_tokens':23000,'output_tokens':1000,'cache_read_input_tokens':500,"
          + "'iterations':[{'type':'compaction','input_tokens':180000,'output_tokens':3500},"
          + "{'type':'message','input_tokens':23000,'output_tokens':1000,"
          + "'cache_read_input_tokens':500,"
          + "'cache_creation':{'ephemeral_1h_input_tokens':70}}]}";

  @Test
  void iterationsAreAddedUpInAWholeAnswer() {
    assertThat(whole("{'type':'message','content':[{'type':'text'}]," + COMPACTED + "}"))
        .isEqualTo(new Usage(203_000, 4500, 500, 0, 70, 0, true));
  }

  @Test
  void theLastListOfIterationsInAStreamTakesThePlaceOfTheOneBefore() {
    var usage =
        stream(
            "{'type':'message_start','message':{'usage':{'input_tokens':23000,'output_tokens':1}}}",
            "{'type':'message_delta'," + COMPACTED + "}",
            "{'type':'message_delta'," + COMPACTED + "}");
    assertThat(usage).isEqualTo(new Usage(203_000, 4500, 500, 0, 70, 0, true));
  }

  @Test
  void whatTheIterationsLeaveOutIsKept() {
    var usage =
        stream(
            "{'type':'message_start','message':{'usage':{'cache_read_input_tokens':9}}}",
            "{'type':'message_delta','usage':{'output_tokens':7,"
                + "'iterations':[{'type':'message','output_tokens':7}]}}");
    assertThat(usage).isEqualTo(new Usage(0, 7, 9, 0, 0, 0, true));
  }

  @Test
  void searchesAreCounted() {
    assertThat(
            whole(
                "{'type':'message','content':[],'stop_reason':'end_turn','usage':"
                    + "{'input_tokens':1,'server_tool_use':"
                    + "{'web_search_requests':3,'web_fetch_requests':2}}}"))
        .isEqualTo(new Usage(1, 0, 0, 0, 0, 3, true));
  }

  @Test
  void theLastCumulativeFigureWins() {
    var usage =
        stream(
            "{'type':'message_start','message':{'usage':{'input_tokens':5,'output_tokens':1}}}",
            "{'type':'message_delta','usage':{'output_tokens':20}}",
            "{'type':'message_delta','usage':{'input_tokens':null,'output_tokens':44}}");
    assertThat(usage).isEqualTo(new Usage(5, 44, 0, 0, 0, 0, true));
  }

  private static Usage whole(String body) {
    AnswerTap tap = Dialect.of(Protocol.ANTHROPIC).answerTap();
    byte[] bytes = bytes(body);
    tap.feed(bytes, 0, bytes.length);
    tap.finish();
    return tap.usage();
  }

  private static Usage stream(String... events) {
    StreamTap tap = Dialect.of(Protocol.ANTHROPIC).streamTap();
    for (String event : events) {
      byte[] bytes = bytes("data: " + event + "\n\n");
      tap.feed(bytes, 0, bytes.length);
    }
    return tap.usage();
  }

  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
