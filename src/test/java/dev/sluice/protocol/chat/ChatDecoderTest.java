package dev.sluice.protocol.chat;

import static dev.sluice.protocol.chat.Cases.delta;
import static dev.sluice.protocol.chat.Cases.finish;
import static dev.sluice.protocol.chat.Cases.options;
import static dev.sluice.protocol.chat.Cases.stream;
import static dev.sluice.protocol.chat.Cases.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Sampling;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.ToolIds;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of upstreams, as they come in the field. */
final class ChatDecoderTest {

  private static final String DONE = "[DONE]";
  private static final String START = "start 1 m";

  private static String call(String members) {
    return delta("'tool_calls':[{" + members + "}]");
  }

  private static String arguments(int index, String json) {
    return call("'index':" + index + ",'function':{'arguments':" + json + "}");
  }

  private static String first(int index, String id, String name) {
    return call(
        "'index':"
            + index
            + ",'id':'"
            + id
            + "','type':'function','function':{'name':'"
            + name
            + "','arguments':''}");
  }

  @Test
  void textBecomesABlock() {
    assertThat(
            told(
                stream(
                    delta("'role':'assistant','content':''"),
                    delta("'content':'Hel'"),
                    delta("'content':'lo'"),
                    finish("stop"),
                    DONE)))
        .containsExactly(START, "text Hello", "stop end_turn");
  }

  @Test
  void aFirstChunkNeedsNoRole() {
    assertThat(told(stream(delta("'content':'a'"), finish("stop"), DONE)))
        .containsExactly(START, "text a", "stop end_turn");
  }

  @Test
  void whiteSpaceBeforeACallIsNoText() {
    assertThat(
            told(
                stream(
                    delta("'content':'\\n\\n'"),
                    first(0, "c1", "Read"),
                    arguments(0, "'{}'"),
                    finish("tool_calls"),
                    DONE)))
        .containsExactly(START, "call c1 Read {}", "stop tool_use");
  }

  @Test
  void whiteSpaceBeforeATextIsKept() {
    assertThat(
            told(stream(delta("'content':'\\n\\n'"), delta("'content':'a'"), finish("stop"), DONE)))
        .contains("text \n\na");
  }

  @Test
  void reasoningBecomesThinkingInEveryDialect() {
    assertThat(
            told(
                stream(
                    delta("'reasoning_content':'hm'"),
                    delta("'content':'a','reasoning_content':null"),
                    delta("'reasoning_content':'hm2'"),
                    finish("stop"),
                    DONE)))
        .containsExactly(START, "thinking hm <{}>", "text a", "thinking hm2 <{}>", "stop end_turn");
    assertThat(
            told(stream(delta("'reasoning':'hm'"), delta("'content':'a'"), finish("stop"), DONE)))
        .contains("thinking hm <{\"member\":\"reasoning\"}>");
  }

  @Test
  void reasoningThatComesTwiceIsToldOnce() {
    String both =
        delta(
            "'reasoning':'hm','reasoning_details':[{'type':'reasoning.text','text':'hm','index':0,"
                + "'format':'x'}]");
    String signed =
        delta(
            "'reasoning_details':[{'type':'reasoning.text','text':'','signature':'s','index':0,"
                + "'format':'x'}]");
    assertThat(told(stream(both, signed, delta("'content':'a'"), finish("stop"), DONE)))
        .containsExactly(
            START,
            "thinking hm <{\"details\":[{\"type\":\"reasoning.text\",\"index\":0,\"format\":\"x\","
                + "\"signature\":\"s\"}]}>",
            "text a",
            "stop end_turn");
  }

  @Test
  void encryptedReasoningIsCarried() {
    String encrypted = delta("'reasoning_details':[{'type':'reasoning.encrypted','data':'e'}]");
    assertThat(
            told(stream(encrypted, first(0, "c1", "Read"), arguments(0, "'{}'"), finish("stop"))))
        .containsExactly(
            START,
            "thinking  <{\"details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"e\"}]}>",
            "call c1 Read {}",
            "stop tool_use");
  }

  @Test
  void callsThatComeInTurnsAreToldOneAfterAnother() {
    assertThat(
            told(
                stream(
                    first(0, "c1", "A"),
                    arguments(0, "'{\\'x'"),
                    first(1, "c2", "B"),
                    first(2, "c3", "C"),
                    arguments(1, "'{\\'y'"),
                    arguments(2, "'{\\'z'"),
                    arguments(0, "'\\':1}'"),
                    arguments(1, "'\\':2}'"),
                    finish("tool_calls"),
                    DONE)))
        .containsExactly(
            START, "call c1 A {\"x\":1}", "call c2 B {\"y\":2}", "call c3 C {\"z", "stop tool_use");
  }

  @Test
  void aWholeCallMayComeAtOnce() {
    String whole = call("'index':0,'id':'c1','function':{'name':'A','arguments':'{\\'x\\':1}'}");
    assertThat(told(stream(whole, finish("tool_calls"), DONE))).contains("call c1 A {\"x\":1}");
  }

  @Test
  void callsWithoutAnIndexAreToldApartByTheirIds() {
    assertThat(
            told(
                stream(
                    call("'id':'c1','function':{'name':'A','arguments':'{\\'x\\''}"),
                    call("'id':'c2','function':{'name':'B','arguments':'{}'}"),
                    call("'id':'c1','function':{'arguments':':1}'}"),
                    finish("stop"),
                    DONE)))
        .containsExactly(START, "call c1 A {\"x\":1}", "call c2 B {}", "stop tool_use");
  }

  @Test
  void anIndexThatIsAlwaysZeroIsNoIndex() {
    String one = call("'index':0,'id':'c1','function':{'name':'A','arguments':'{}'}");
    String two = call("'index':0,'id':'c2','function':{'name':'A','arguments':'{\\'x\\':1}'}");
    assertThat(told(stream(one, two, finish("stop"), DONE)))
        .contains("call c1 A {}", "call c2 A {\"x\":1}");
  }

  @Test
  void anIdMayComeAfterTheName() {
    assertThat(
            told(
                stream(
                    call("'index':0,'function':{'name':'A'}"),
                    call("'index':0,'id':'c1'"),
                    arguments(0, "'{}'"),
                    finish("stop"),
                    DONE)))
        .contains("call c1 A {}");
  }

  @Test
  void callsWithoutIdsGetTheirOwn() {
    String nameless = "'function':{'name':'A','arguments':'{}'}";
    assertThat(
            told(
                stream(
                    call("'index':0," + nameless), call("'index':1," + nameless), finish("stop"))))
        .containsExactly(START, "call call_1_0 A {}", "call call_1_1 A {}", "stop tool_use");
  }

  @Test
  void anIdThatIsThereTwiceIsChanged() {
    String twice = "'id':'c','function':{'name':'A','arguments':'{}'}";
    assertThat(told(stream(call("'index':0," + twice), call("'index':1," + twice), finish("stop"))))
        .contains("call c A {}", "call c_2 A {}");
  }

  @Test
  void anIdThatAnthropicRefusesIsSpeltReversibly() {
    String kimi =
        call("'index':0,'id':'functions.Bash:0','function':{'name':'Bash','arguments':'{}'}");
    String line = told(stream(kimi, finish("stop"))).get(1);
    String id = line.split(" ", -1)[1];
    assertThat(id).matches("[A-Za-z0-9_-]+");
    assertThat(ToolIds.original(id)).isEqualTo("functions.Bash:0");
  }

  @Test
  void namesMayBeRepeatedOrSplit() {
    assertThat(
            told(
                stream(
                    call("'index':0,'id':'c','function':{'name':'Re','arguments':''}"),
                    call("'index':0,'function':{'name':'ad','arguments':'{'}"),
                    call("'index':0,'function':{'name':'Read','arguments':'}'}"),
                    finish("stop"))))
        .contains("call c Read {}");
    assertThat(
            told(
                stream(
                    call("'index':0,'id':'c','function':{'name':'Read','arguments':''}"),
                    call("'index':0,'id':'c','function':{'name':'Read','arguments':'{}'}"),
                    finish("stop"))))
        .contains("call c Read {}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"null|''", "{'x':1}|{\"x\":1}", "''|''"},
      quoteCharacter = '~')
  void argumentsMayBeAnything(String given, String told) {
    String expected = told.equals("''") ? "" : told;
    assertThat(told(stream(first(0, "c", "A"), arguments(0, given), finish("tool_calls"), DONE)))
        .contains("call c A " + expected);
  }

  @Test
  void argumentsThatAreRepeatedAtTheEndAreToldOnce() {
    assertThat(
            told(
                stream(
                    first(0, "c", "A"),
                    arguments(0, "'{\\'x\\':'"),
                    arguments(0, "'1}'"),
                    arguments(0, "'{\\'x\\':1}'"),
                    finish("stop"))))
        .contains("call c A {\"x\":1}");
  }

  @ParameterizedTest
  @CsvSource({
    "stop,end_turn",
    "length,max_tokens",
    "content_filter,refusal",
    "eos,end_turn",
    "tool_calls,end_turn",
    "sensitive,refusal",
    "model_context_window_exceeded,model_context_window_exceeded"
  })
  void theReasonIsMapped(String reason, String mapped) {
    assertThat(told(stream(delta("'content':'a'"), finish(reason), DONE)))
        .contains("stop " + mapped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "network_error", "insufficient_system_resource"})
  void aReasonThatIsNoneIsAFailure(String reason) {
    assertThat(told(stream(delta("'content':'a'"), finish(reason), DONE)))
        .contains("failed: The upstream broke off with " + reason);
  }

  private static String usage(String figures) {
    return "{'id':'chatcmpl-1','choices':[],'usage':{" + figures + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'prompt_tokens':1000,'completion_tokens':5,'prompt_tokens_details':{'cached_tokens':800,"
            + "'cache_write_tokens':100}|in 100 read 800 write 100 out 5 thought 0",
        "'prompt_tokens':1000,'completion_tokens':5,'prompt_cache_hit_tokens':700,"
            + "'prompt_cache_miss_tokens':300|in 300 read 700 write 0 out 5 thought 0",
        "'prompt_tokens':10,'completion_tokens':5,'total_tokens':22,'completion_tokens_details':{'reasoning_tokens':7}|in"
            + " 10 read 0 write 0 out 12 thought 7",
        "'prompt_tokens':90,'completion_tokens':5,'cached_tokens':64|in 26 read 64 write 0 out 5"
            + " thought 0"
      })
  void usageIsCountedOnce(String figures, String told) {
    assertThat(told(stream(delta("'content':'a'"), finish("stop"), usage(figures), DONE)))
        .contains("stop end_turn " + told);
  }

  @Test
  void usageIsFoundInAllItsPlaces() {
    String figures = "{'prompt_tokens':3,'completion_tokens':2}";
    String expected = "stop end_turn in 3 read 0 write 0 out 2 thought 0";
    String content = delta("'content':'a'");
    assertThat(
            told(
                stream(
                    content,
                    finish("stop"),
                    DONE,
                    usage("'prompt_tokens':3,'completion_tokens':2"))))
        .contains(expected);
    assertThat(
            told(
                stream(
                    content,
                    "{'id':'chatcmpl-1','choices':[{'delta':{},'finish_reason':'stop','usage':"
                        + figures
                        + "}]}",
                    DONE)))
        .contains(expected);
    assertThat(
            told(
                stream(
                    content,
                    "{'id':'chatcmpl-1','x_groq':{'usage':"
                        + figures
                        + "},'choices':[{'delta':{},'finish_reason':'stop'}]}",
                    DONE)))
        .contains(expected);
    assertThat(
            told(
                stream(
                    usage("'prompt_tokens':1,'completion_tokens':1"),
                    content,
                    usage("'prompt_tokens':3,'completion_tokens':2"),
                    finish("stop"),
                    DONE)))
        .contains(expected);
  }

  @Test
  void azuresFirstChunkIsPassedOver() {
    assertThat(
            told(
                stream(
                    "{'id':'','model':'','choices':[],'prompt_filter_results':[{'prompt_index':0}]}",
                    delta("'content':'a'"),
                    finish("stop"),
                    DONE)))
        .containsExactly(START, "text a", "stop end_turn");
  }

  @Test
  void aStreamWithoutItsEndIsAFailure() {
    assertThat(told(stream(delta("'content':'a'"))))
        .containsExactly(
            START, "open text a", "failed: The upstream's stream ended before the answer did");
    assertThat(told(""))
        .containsExactly("failed: The upstream's stream ended before the answer did");
  }

  @Test
  void aReasonIsEndEnough() {
    assertThat(told(stream(delta("'content':'a'"), finish("stop")))).contains("stop end_turn");
  }

  @Test
  void anErrorEndsTheStream() {
    assertThat(
            told(
                stream(
                    delta("'content':'a'"),
                    "{'error':{'message':'overloaded','code':503}}",
                    delta("'content':'b'"))))
        .containsExactly(START, "open text a", "failed: overloaded");
    assertThat(
            told(
                stream(
                    "{'id':'g','error':{'message':'away','code':502},"
                        + "'choices':[{'delta':{'content':''},'finish_reason':'error'}]}")))
        .containsExactly("failed: away");
  }

  @Test
  void malformedJsonIsAFailure() {
    assertThat(told(stream(delta("'content':'a'"), "{'id':")))
        .contains("failed: The upstream sent a chunk that is malformed JSON");
  }

  @Test
  void twoDocumentsInOneFrameAreBothRead() {
    assertThat(
            told(
                stream(
                    delta("'content':'a'") + " " + delta("'content':'b'"), finish("stop"), DONE)))
        .contains("text ab");
  }

  @Test
  void otherChoicesArePassedOver() {
    String other =
        "{'id':'chatcmpl-1','choices':[{'index':1,'delta':{'content':'x'},'finish_reason':'stop'}]}";
    assertThat(told(stream(delta("'content':'a'"), other, finish("stop"), finish("length"), DONE)))
        .containsExactly(START, "text a", "stop end_turn");
  }

  @Test
  void aRefusalIsTextAndAReason() {
    assertThat(
            told(
                stream(delta("'refusal':'I '"), delta("'refusal':'cannot'"), finish("stop"), DONE)))
        .containsExactly(START, "text I cannot", "stop refusal");
  }

  @Test
  void contentMayComeInParts() {
    assertThat(
            told(
                stream(
                    delta(
                        "'content':[{'type':'thinking','thinking':[{'type':'text','text':'hm'}]},"
                            + "{'type':'text','text':'a'}]"),
                    finish("stop"),
                    DONE)))
        .containsExactly(START, "thinking hm <{}>", "text a", "stop end_turn");
  }

  @Test
  void tagsPartThinkingFromText() {
    UpstreamOptions tags = options("{'thinkTags':'tags'}");
    assertThat(
            told(
                stream(
                    delta("'content':'\\n<thi'"),
                    delta("'content':'nk>hm</th'"),
                    delta("'content':'ink>a <think>'"),
                    finish("stop")),
                tags))
        .containsExactly(START, "thinking hm <{}>", "text a <think>", "stop end_turn");
    assertThat(told(stream(delta("'content':'<thin air'"), finish("stop")), tags))
        .contains("text <thin air");
    assertThat(
            told(
                stream(delta("'content':'hm</think>a'"), finish("stop")),
                options("{'thinkTags':'unopened'}")))
        .contains("thinking hm <{}>", "text a");
    assertThat(told(stream(delta("'content':'<think>a'"), finish("stop"))))
        .contains("text <think>a");
  }

  @Test
  void legacyCallsAreCalls() {
    assertThat(
            told(
                stream(
                    delta("'function_call':{'name':'A','arguments':''}"),
                    delta("'function_call':{'arguments':'{}'}"),
                    finish("function_call"),
                    DONE)))
        .containsExactly(START, "call call_1_0 A {}", "stop tool_use");
  }

  @Test
  void textBetweenThePiecesOfACallComesAfterIt() {
    assertThat(
            told(
                stream(
                    first(0, "c", "A"),
                    arguments(0, "'{'"),
                    delta("'content':'b'"),
                    arguments(0, "'}'"),
                    finish("stop"))))
        .containsExactly(START, "call c A {}", "text b", "stop tool_use");
  }

  @Test
  void aCallWithoutANameIsAFailure() {
    assertThat(
            told(
                stream(
                    call("'index':0,'id':'c','function':{'arguments':'{}'}"),
                    finish("stop"),
                    DONE)))
        .contains("failed: The upstream sent a tool call without a name");
  }

  private static List<String> whole(String json) throws Exception {
    var events = new ArrayList<StreamEvent>();
    var decoder =
        ChatUpstream.INSTANCE
            .write(Cases.plain(), Cases.target(), new Losses())
            .decoder(events::add);
    decoder.whole(json.replace('\'', '"').getBytes(UTF_8));
    decoder.finish();
    return Events.told(events);
  }

  @Test
  void anAnswerMayComeWhole() throws Exception {
    assertThat(
            whole(
                "\n\n"
                    + "{'id':'chatcmpl-1','model':'m','choices':[{'index':0,'message':{'role':'assistant',"
                    + "'content':'a','reasoning_content':'hm','tool_calls':["
                    + "{'id':'c1','type':'function','function':{'name':'A','arguments':'{}'}},"
                    + "{'id':'','type':'function','function':{'name':'B','arguments':'{}'}}]},"
                    + "'finish_reason':'tool_calls'}],'usage':{'prompt_tokens':1,'completion_tokens':2}}"))
        .containsExactly(
            START,
            "thinking hm <{}>",
            "text a",
            "call c1 A {}",
            "call call_1_0 B {}",
            "stop tool_use in 1 read 0 write 0 out 2 thought 0");
    assertThat(whole("{'base_resp':{'status_code':1008,'status_msg':'no balance'}}"))
        .containsExactly("failed: no balance");
    assertThat(whole("{'object':'error','message':'too long'}"))
        .containsExactly("failed: too long");
    assertThat(whole("{'id':'x','choices':[]}"))
        .containsExactly("failed: The upstream sent an answer without choices");
  }

  private static List<String> stopping(String stream, String... stops) throws Exception {
    MessageRequest request =
        MessageRequest.draft("m")
            .turn(Turn.of(Turn.Role.USER, new ContentBlock.Text("a")))
            .sampling(
                new Sampling(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    List.of(stops)))
            .request();
    var events = new ArrayList<StreamEvent>();
    var decoder =
        ChatUpstream.INSTANCE
            .write(request, Cases.target("m", options("{'stop':0}")), new Losses())
            .decoder(events::add);
    var framer = new dev.sluice.protocol.SseFramer(decoder::event);
    byte[] bytes = stream.getBytes(UTF_8);
    framer.feed(bytes, 0, bytes.length);
    decoder.finish();
    return Events.told(events);
  }

  @Test
  void stopSequencesThatTheUpstreamDoesNotTakeAreLookedFor() throws Exception {
    String stream =
        stream(delta("'content':'a<E'"), delta("'content':'ND>b'"), finish("stop"), DONE);
    assertThat(stopping(stream, "<END>", "zz"))
        .containsExactly(START, "text a", "stop stop_sequence at <END>");
    assertThat(stopping(stream, "<ENDE>")).contains("text a<END>b", "stop end_turn");
  }
}
