package dev.sluice.protocol.chat;

import static dev.sluice.protocol.chat.Cases.frames;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of other protocols, as clients of Chat are told them. */
final class ChatEncoderTest {

  private static final String PLAIN =
      "{'model':'asked','stream':true,'messages':[{'role':'user','content':'a'}]";
  private static final String USAGE = PLAIN + ",'stream_options':{'include_usage':true}}";

  private static String told(boolean usage, Consumer<MessageFlow> story) {
    return told(usage, Set.of(), story);
  }

  private static String told(boolean usage, Set<String> custom, Consumer<MessageFlow> story) {
    var out = new ByteArrayOutputStream();
    var encoder = new ChatEncoder(Cases.TELLING, usage, custom);
    story.accept(new MessageFlow(event -> encoder.encode(event, out)));
    String stream = out.toString(StandardCharsets.UTF_8);
    ChatGrammar.check(stream, usage);
    return stream;
  }

  private static List<String> deltas(String stream) {
    return frames(stream).stream()
        .map(frame -> frame.at("/choices/0/delta").toString().replace('"', '\''))
        .toList();
  }

  /** The frames without what differs from stream to stream, and without carried signatures. */
  private static List<JsonNode> comparable(String stream) {
    var frames = new ArrayList<JsonNode>();
    for (JsonNode frame : frames(stream)) {
      ObjectNode json = (ObjectNode) frame;
      json.remove(List.of("id", "created", "model"));
      if (json.path("usage").path("prompt_tokens_details") instanceof ObjectNode details
          && details.path("cache_write_tokens").asInt() == 0) {
        details.remove("cache_write_tokens");
      }
      if (!json.at("/choices/0/delta").has("reasoning_details")) {
        frames.add(json);
      }
    }
    return frames;
  }

  @ParameterizedTest
  @CsvSource({"01-anthropic-thinking-text-tool", "19-anthropic-progress-updates"})
  void aStreamOfAnthropicsIsTold(String name) throws Exception {
    String stream =
        Cases.translated(
            Protocol.ANTHROPIC,
            Cases.file(name + ".in.sse"),
            Protocol.OPENAI_CHAT,
            json(USAGE),
            true);
    ChatGrammar.check(stream, true);
    assertThat(comparable(stream)).isEqualTo(comparable(Cases.file(name + ".expected.chat.sse")));
    assertThat(stream).contains("\"model\":\"asked\"").endsWith("data: [DONE]\n\n");
  }

  @Test
  void anErrorInTheMiddleEndsTheStreamWithoutItsMark() throws Exception {
    String stream =
        Cases.translated(
            Protocol.ANTHROPIC,
            Cases.file("11-anthropic-midstream-overload.in.sse"),
            Protocol.OPENAI_CHAT,
            json(PLAIN + "}"),
            true);
    ChatGrammar.check(stream, false);
    var frames = frames(stream);
    assertThat(deltas(stream).get(1)).isEqualTo("{'content':'Partial'}");
    assertThat(frames.getLast().at("/error/message").asText()).endsWith(": Overloaded");
    assertThat(stream).doesNotContain("[DONE]");
  }

  @Test
  void aRefusalIsTold() throws Exception {
    String answer =
        Cases.translated(
            Protocol.ANTHROPIC,
            Cases.file("10-anthropic-refusal-empty.in.sse"),
            Protocol.OPENAI_CHAT,
            json(PLAIN + "}"),
            false);
    ObjectNode expected = json(Cases.file("10-anthropic-refusal-empty.expected.chat.json"));
    expected.put("created", 1763700000).put("model", "asked");
    assertThat(Json.tree(answer)).contains(expected);
    String stream =
        Cases.translated(
            Protocol.ANTHROPIC,
            Cases.file("10-anthropic-refusal-empty.in.sse"),
            Protocol.OPENAI_CHAT,
            json(PLAIN + "}"),
            true);
    ChatGrammar.check(stream, false);
    assertThat(deltas(stream)).contains("{'refusal':'declined'}");
  }

  @Test
  void usageIsToldToThoseWhoAskForIt() {
    Consumer<MessageFlow> story =
        flow -> {
          flow.start("1", "m", Spent.UNKNOWN);
          flow.text("a");
          flow.finish(StopReason.END_TURN, new Spent(10, 800, 100, 5, 0, 0, true));
        };
    assertThat(told(false, story)).doesNotContain("usage");
    JsonNode last = frames(told(true, story)).getLast();
    assertThat(last.path("choices")).isEmpty();
    assertThat(last.path("usage"))
        .isEqualTo(
            json(
                "{'prompt_tokens':910,'completion_tokens':5,'total_tokens':915,"
                    + "'prompt_tokens_details':{'cached_tokens':800,'cache_write_tokens':100}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "END_TURN,stop",
    "MAX_TOKENS,length",
    "STOP_SEQUENCE,stop",
    "PAUSE_TURN,stop",
    "REFUSAL,content_filter",
    "MODEL_CONTEXT_WINDOW_EXCEEDED,length",
    "COMPACTION,stop"
  })
  void reasonsAreMapped(StopReason reason, String finish) {
    String stream =
        told(
            false,
            flow -> {
              flow.text("");
              flow.start("1", "m", Spent.UNKNOWN);
              flow.finish(reason, Spent.UNKNOWN);
            });
    assertThat(frames(stream).getLast().at("/choices/0/finish_reason").asText()).isEqualTo(finish);
  }

  @Test
  void callsAreNumberedAndNeverWithoutArguments() {
    String stream =
        told(
            false,
            flow -> {
              flow.start("1", "m", Spent.UNKNOWN);
              flow.call("c1", "A");
              flow.input("{\"x\":");
              flow.input("1}");
              flow.call("c2", "B");
              flow.finish(StopReason.TOOL_USE, Spent.UNKNOWN);
            });
    assertThat(deltas(stream))
        .containsExactly(
            "{'role':'assistant','content':''}",
            "{'tool_calls':[{'index':0,'id':'c1','type':'function','function':{'name':'A','arguments':''}}]}",
            "{'tool_calls':[{'index':0,'function':{'arguments':'{\\'x\\':'}}]}",
            "{'tool_calls':[{'index':0,'function':{'arguments':'1}'}}]}",
            "{'tool_calls':[{'index':1,'id':'c2','type':'function','function':{'name':'B','arguments':''}}]}",
            "{'tool_calls':[{'index':1,'function':{'arguments':'{}'}}]}",
            "{}");
  }

  @Test
  void theInputOfACustomToolIsText() {
    String stream =
        told(
            false,
            Set.of("patch"),
            flow -> {
              flow.start("1", "m", Spent.UNKNOWN);
              flow.call("c1", "patch");
              flow.input("{\"input\":\"a\\");
              flow.input("nb\"}");
              flow.finish(StopReason.TOOL_USE, Spent.UNKNOWN);
            });
    assertThat(deltas(stream))
        .contains(
            "{'tool_calls':[{'index':0,'id':'c1','type':'custom','custom':{'name':'patch','input':''}}]}",
            "{'tool_calls':[{'index':0,'custom':{'input':'a\\nb'}}]}");
  }

  @Test
  void blocksWithoutAFormAreSkipped() {
    String stream =
        told(
            false,
            flow -> {
              flow.start("1", "m", Spent.UNKNOWN);
              flow.whole(new ContentBlock.Unknown("fallback", Json.object()));
              flow.call("c1", "A");
              flow.input("{}");
              flow.finish(StopReason.TOOL_USE, Spent.UNKNOWN);
            });
    assertThat(deltas(stream)).hasSize(4).anyMatch(delta -> delta.contains("'index':0,'id':'c1'"));
  }

  @Test
  void citationsOfPagesAreAnnotations() {
    JsonNode page = json("{'type':'web_search_result_location','url':'https://e','title':'t'}");
    String stream =
        told(
            false,
            flow -> {
              flow.start("1", "m", Spent.UNKNOWN);
              flow.text("abc");
              flow.citation(page);
              flow.finish(StopReason.END_TURN, Spent.UNKNOWN);
            });
    assertThat(deltas(stream).getLast())
        .isEqualTo(
            "{'annotations':[{'type':'url_citation','url_citation':{'url':'https://e','title':'t',"
                + "'start_index':0,'end_index':3}}]}");
  }

  @Test
  void aFailureMayBeAllThereIs() {
    String stream = told(false, flow -> flow.fail(new Fault(Fault.Kind.OVERLOADED, "full")));
    assertThat(frames(stream).getFirst().at("/error/message").asText()).isEqualTo("full");
  }

  @Test
  void aWholeAnswerSaysTheSame() {
    var fold = new Fold();
    var flow = new MessageFlow(fold);
    flow.start("1", "m", Spent.UNKNOWN);
    flow.thinking("hm");
    flow.signature("sig");
    flow.text("a");
    flow.call("c1", "A");
    flow.input("{\"x\":1}");
    flow.finish(StopReason.TOOL_USE, new Spent(1, 0, 0, 2, 1, 0, true));
    byte[] answer = new ChatCompletion(Set.of()).write(fold.message(), Cases.TELLING);
    assertThat(Json.tree(answer))
        .contains(
            json(
                "{'id':'chatcmpl-1','object':'chat.completion','created':1763700000,'model':'asked',"
                    + "'choices':[{'index':0,'message':{'role':'assistant','content':'a','refusal':null,"
                    + "'reasoning_content':'hm','reasoning_details':[{'type':'reasoning.text',"
                    + "'signature':'sig','format':'anthropic-claude-v1','index':0,'length':2}],"
                    + "'tool_calls':[{'id':'c1','type':'function','function':{'name':'A',"
                    + "'arguments':'{#x#:1}'}}]},'finish_reason':'tool_calls','logprobs':null}],"
                    + "'usage':{'prompt_tokens':1,'completion_tokens':2,'total_tokens':3,"
                    + "'prompt_tokens_details':{'cached_tokens':0,'cache_write_tokens':0},"
                    + "'completion_tokens_details':{'reasoning_tokens':1}}}",
                '#'));
  }

  private static ObjectNode json(String text, char quote) {
    return (ObjectNode)
        Json.tree(text.replace('\'', '"').replace(String.valueOf(quote), "\\\"")).orElseThrow();
  }

  private static ObjectNode json(String text) {
    return Cases.json(text);
  }

  @Test
  void anAnswerWithoutAnIdGetsTheRequests() {
    String stream =
        told(
            false,
            flow -> {
              flow.start("", "m", Spent.UNKNOWN);
              flow.finish(
                  new StreamEvent.Stopped(
                      StopReason.END_TURN, Optional.empty(), Optional.empty(), Spent.UNKNOWN));
            });
    assertThat(frames(stream)).allMatch(frame -> frame.path("id").asText().equals("chatcmpl-req1"));
  }
}
