package dev.sluice.protocol.responses;

import static dev.sluice.protocol.responses.Conversions.decoded;
import static dev.sluice.protocol.responses.Conversions.decodedWhole;
import static dev.sluice.protocol.responses.Conversions.fixture;
import static dev.sluice.protocol.responses.Conversions.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Sampling;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.Tool;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponsesDecoderTest {

  private static final String CREATED =
      "{'type':'response.created','response':{'id':'resp_1','model':'gpt-5.5'}}";
  private static final String COMPLETED =
      "{'type':'response.completed','response':{'id':'resp_1','status':'completed','output':[]}}";

  @ParameterizedTest
  @ValueSource(
      strings = {"05-responses-reasoning-function", "15-responses-interleaved-rotating-ids"})
  void theCasesOfTheCatalogueHold(String name) {
    byte[] in = fixture(name + ".in.sse");
    List<StreamEvent> events = decoded(in);
    assertThat(Compact.of(events))
        .isEqualTo(Compact.ofAnthropic(fixture(name + ".expected.anthropic.sse")));
    for (int piece : new int[] {1, 2, 3, 7, 64, 1000}) {
      assertThat(decoded(in, piece, MessageRequest.draft("m").request())).isEqualTo(events);
    }
  }

  @Test
  void whatTheUpstreamWantsBackIsTheLastOfWhatItTold() {
    Message message = folded(fixture("05-responses-reasoning-function.in.sse"));
    var thinking = (ContentBlock.Thinking) message.content().getFirst();
    assertThat(thinking.thinking()).isEqualTo("**Plan**\n\nInspect the repo.\n\nThen run tests.");
    Envelope envelope = Envelope.read(thinking.signature()).orElseThrow();
    assertThat(envelope.concerns(Protocol.OPENAI_RESPONSES, "openai")).isTrue();
    assertThat(envelope.payload())
        .isEqualTo(
            Json.object().put("id", "rs_FX05").put("encrypted_content", "gAAAAABfixtureFINAL"));
  }

  @Test
  void anErrorBeforeAnyContentIsTheLastThingThatIsTold() {
    List<StreamEvent> events = decoded(fixture("06-responses-context-error.in.sse"));
    assertThat(Compact.of(events))
        .containsExactly(
            "start FX06 gpt-5.5",
            "failed Your input exceeds the context window of this model. Please adjust your input"
                + " and try again.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'error','code':'server_error','message':'boom','param':null,'sequence_number':2}",
        "{'type':'error','error':{'type':'x','code':'server_error','message':'boom'}}",
        "{'type':'response.failed','response':{'status':'failed','error':{'message':'boom'}}}",
        "{'error':{'message':'boom'}}"
      })
  void anErrorIsUnderstoodInEveryForm(String error) {
    byte[] stream = stream(CREATED, error, "{'type':'response.failed','response':{'error':null}}");
    assertThat(Compact.of(decoded(stream))).containsExactly("start 1 gpt-5.5", "failed boom");
  }

  @Test
  void aFailureWithoutWordsIsSaidToBeOne() {
    byte[] stream = stream(CREATED, "{'type':'response.failed','response':{'error':null}}");
    assertThat(Compact.of(decoded(stream)))
        .containsExactly(
            "start 1 gpt-5.5", "failed The upstream gave up its answer without saying why");
  }

  @Test
  void reasoningThatIsOnlyEncryptedIsCarried() {
    Message message =
        folded(
            stream(
                CREATED,
                "{'type':'response.output_item.added','output_index':0,"
                    + "'item':{'type':'reasoning','id':'rs_1','encrypted_content':'A'}}",
                "{'type':'response.output_item.done','output_index':0,"
                    + "'item':{'type':'reasoning','id':'rs_1','encrypted_content':'B'}}",
                COMPLETED));
    var thinking = (ContentBlock.Thinking) message.content().getFirst();
    assertThat(thinking.thinking()).isEmpty();
    assertThat(Envelope.read(thinking.signature()).orElseThrow().payload())
        .isEqualTo(Json.object().put("id", "rs_1").put("encrypted_content", "B"));
  }

  @Test
  void thoughtsInPlainTextAreThinkingWhenThereIsNoSummary() {
    Message message =
        folded(
            stream(
                CREATED,
                "{'type':'response.reasoning_text.delta','output_index':0,'delta':'hm'}",
                "{'type':'response.output_item.done','output_index':0,"
                    + "'item':{'type':'reasoning','id':'x','content':["
                    + "{'type':'reasoning_text','text':'hmm'}]}}",
                COMPLETED));
    assertThat(((ContentBlock.Thinking) message.content().getFirst()).thinking()).isEqualTo("hmm");
  }

  @Test
  void aServerThatTellsEachItemOnceAtItsEndIsUnderstood() {
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.output_item.done','output_index':0,"
                + "'item':{'type':'message','content':[{'type':'output_text','text':'hi'}]}}",
            "{'type':'response.output_item.done','output_index':1,'item':"
                + "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}}",
            COMPLETED);
    assertThat(Compact.of(decoded(stream)))
        .containsExactly(
            "start 1 gpt-5.5",
            "block text",
            "text hi",
            "end",
            "block tool_use c f",
            "input {}",
            "end",
            "stop tool_use 0 0 0 0 0",
            "done");
  }

  @Test
  void aServerThatTellsNothingBeforeTheEndIsUnderstood() {
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.completed','response':{'status':'completed','output':["
                + "{'type':'reasoning','summary':[{'type':'summary_text','text':'so'}]},"
                + "{'type':'message','content':[{'type':'output_text','text':'hi'}]}],"
                + "'usage':{'input_tokens':10,'input_tokens_details':{'cached_tokens':4},"
                + "'output_tokens':5,'output_tokens_details':{'reasoning_tokens':2}}}}");
    assertThat(Compact.of(decoded(stream)))
        .containsExactly(
            "start 1 gpt-5.5",
            "block thinking",
            "thinking so",
            "signature",
            "end",
            "block text",
            "text hi",
            "end",
            "stop end_turn 6 4 0 5 2",
            "done");
  }

  @Test
  void whatTheStreamToldIsNotToldAgainAtTheEnd() {
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.output_text.delta','output_index':3,'delta':'hel'}",
            "{'type':'response.output_text.done','output_index':3,'text':'hello'}",
            "{'type':'response.completed','response':{'status':'completed','output':["
                + "{'type':'message','content':[{'type':'output_text','text':'hello'}]}]}}");
    assertThat(Compact.of(decoded(stream)))
        .containsExactly(
            "start 1 gpt-5.5",
            "block text",
            "text hel",
            "text lo",
            "end",
            "stop end_turn 0 0 0 0 0",
            "done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parallel", "multi_tool_use.parallel"})
  void callsThatAModelWrapsIntoOneAreTakenApart(String wrapper) {
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.output_item.added','output_index':0,'item':"
                + "{'type':'function_call','call_id':'c','name':'"
                + wrapper
                + "','arguments':''}}",
            "{'type':'response.output_item.done','output_index':0,'item':"
                + "{'type':'function_call','call_id':'c','name':'"
                + wrapper
                + "','arguments':'{\\'tool_uses\\':[{\\'recipient_name\\':\\'functions.a\\',"
                + "\\'parameters\\':{\\'n\\':1}},{\\'recipient_name\\':\\'b\\',"
                + "\\'parameters\\':{}}]}'}}",
            COMPLETED);
    assertThat(Compact.of(decoded(stream)))
        .containsExactly(
            "start 1 gpt-5.5",
            "block tool_use c_0 a",
            "input {\"n\":1}",
            "end",
            "block tool_use c_1 b",
            "input {}",
            "end",
            "stop tool_use 0 0 0 0 0",
            "done");
  }

  @Test
  void freeTextForAToolBecomesAnObjectWhereverItIsCut() {
    Message message =
        folded(
            stream(
                CREATED,
                "{'type':'response.output_item.added','output_index':0,'item':"
                    + "{'type':'custom_tool_call','call_id':'c','name':'patch','input':''}}",
                "{'type':'response.custom_tool_call_input.delta','output_index':0,"
                    + "'delta':'say \\'a'}",
                "{'type':'response.custom_tool_call_input.delta','output_index':0,"
                    + "'delta':'\\'\\n\\\\ \\ud83d'}",
                "{'type':'response.custom_tool_call_input.delta','output_index':0,"
                    + "'delta':'\\ude00'}",
                "{'type':'response.output_item.done','output_index':0,'item':"
                    + "{'type':'custom_tool_call','call_id':'c','name':'patch',"
                    + "'input':'say \\'a\\'\\n\\\\ \\ud83d\\ude00!'}}",
                COMPLETED));
    assertThat(message.content())
        .containsExactly(
            new ContentBlock.ToolUse(
                "c", "patch", Json.object().put("input", "say \"a\"\n\\ \uD83D\uDE00!")));
  }

  @Test
  void anAnswerThatIsCutAtItsLimitSaysSo() {
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.output_text.delta','output_index':0,'delta':'hel'}",
            "{'type':'response.incomplete','response':{'status':'incomplete',"
                + "'incomplete_details':{'reason':'max_output_tokens'}}}");
    assertThat(folded(stream).stopReason()).isEqualTo(StopReason.MAX_TOKENS);
  }

  @Test
  void whatTheFilterCutsIsARefusal() {
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.incomplete','response':{'status':'incomplete',"
                + "'incomplete_details':{'reason':'content_filter'}}}");
    Message message = folded(stream);
    assertThat(message.stopReason()).isEqualTo(StopReason.REFUSAL);
    assertThat(message.stopDetails()).isPresent();
  }

  @Test
  void whatTheModelRefusesToDoIsTextAndARefusal() {
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.refusal.delta','output_index':0,'delta':'I will not'}",
            "{'type':'response.refusal.done','output_index':0,'refusal':'I will not.'}",
            COMPLETED);
    Message message = folded(stream);
    assertThat(message.content()).containsExactly(new ContentBlock.Text("I will not."));
    assertThat(message.stopReason()).isEqualTo(StopReason.REFUSAL);
  }

  @Test
  void aSearchOfTheWebIsToldWithItsSourcesAndCounted() {
    Message message =
        folded(
            stream(
                CREATED,
                "{'type':'response.output_item.added','output_index':0,"
                    + "'item':{'type':'web_search_call','id':'ws_7','status':'in_progress'}}",
                "{'type':'response.output_item.done','output_index':0,'item':"
                    + "{'type':'web_search_call','id':'ws_7','action':{'type':'search',"
                    + "'query':'java 25','sources':[{'type':'url','url':'https://a.b'}]}}}",
                "{'type':'response.output_text.delta','output_index':1,'delta':'It'}",
                "{'type':'response.output_text.annotation.added','output_index':1,'annotation':"
                    + "{'type':'url_citation','url':'https://a.b','title':'A'}}",
                COMPLETED));
    assertThat(message.usage().webSearches()).isEqualTo(1);
    var call = (ContentBlock.ServerToolUse) message.content().getFirst();
    assertThat(call.id()).isEqualTo("srvtoolu_7");
    assertThat(call.input()).isEqualTo(Json.object().put("query", "java 25"));
    var result = (ContentBlock.ServerToolResult) message.content().get(1);
    assertThat(result.content().path(0).path("url").asText()).isEqualTo("https://a.b");
    var text = (ContentBlock.Text) message.content().get(2);
    assertThat(text.citations().getFirst().path("url").asText()).isEqualTo("https://a.b");
  }

  @Test
  void aStreamWithoutItsLastEventHasFailed() {
    byte[] stream =
        stream(CREATED, "{'type':'response.output_text.delta','output_index':0,'delta':'a'}");
    assertThat(Compact.of(decoded(stream)))
        .containsExactly(
            "start 1 gpt-5.5",
            "block text",
            "text a",
            "failed The upstream ended its answer before it was complete");
  }

  @Test
  void anEventThatIsNoJsonIsNamed() {
    byte[] stream = "event: response.output_text.delta\ndata: {\"delta\":\n\n".getBytes(UTF_8);
    assertThat(Compact.of(decoded(stream)))
        .containsExactly("failed The upstream sent a malformed event response.output_text.delta");
  }

  @Test
  void theMarkThatOtherProtocolsEndWithIsPassedOver() {
    byte[] stream = stream(CREATED, COMPLETED);
    byte[] marked = (new String(stream, UTF_8) + "data: [DONE]\n\n").getBytes(UTF_8);
    assertThat(decoded(marked)).isEqualTo(decoded(stream));
    assertThat(Compact.of(decoded("data: [DONE]\n\n".getBytes(UTF_8))))
        .containsExactly("failed The upstream ended its answer before it was complete");
  }

  @Test
  void aWholeAnswerIsUnderstood() {
    assertThat(
            Compact.of(
                decodedWhole(
                    "{'id':'resp_9','object':'response','status':'completed','model':'m',"
                        + "'error':null,'output':[{'type':'function_call','call_id':'functions.f:0',"
                        + "'name':'f','arguments':'{\\'a\\':1}'}],"
                        + "'usage':{'input_tokens':3,'output_tokens':2}}")))
        .containsExactly(
            "start 9 m",
            "block tool_use toolu_x66756e6374696f6e732e663a30 f",
            "input {\"a\":1}",
            "end",
            "stop tool_use 3 0 0 2 0",
            "done");
  }

  @Test
  void aWholeAnswerThatIsAnErrorHasFailed() {
    assertThat(Compact.of(decodedWhole("{'error':{'message':'no'}}"))).containsExactly("failed no");
  }

  @Test
  void aLaterSignOfLifeIsAPing() {
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.in_progress','response':{}}",
            "{'type':'response.in_progress','response':{}}",
            COMPLETED);
    assertThat(Compact.of(decoded(stream)))
        .containsExactly("start 1 gpt-5.5", "ping", "stop end_turn 0 0 0 0 0", "done");
  }

  @Test
  void aNameThatWasShortenedIsGivenBackAsItWas() {
    String name = "mcp__" + "x".repeat(80);
    var request =
        MessageRequest.draft("m").tool(new Tool.Function(name, "", Json.object())).request();
    String sent = Conversions.written(request).at("/tools/0/name").asText();
    assertThat(sent).hasSizeLessThanOrEqualTo(64).isNotEqualTo(name);
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.output_item.done','output_index':0,'item':{'type':"
                + "'function_call','call_id':'c','name':'"
                + sent
                + "','arguments':'{}'}}",
            COMPLETED);
    assertThat(Compact.of(decoded(stream, 9, request))).contains("block tool_use c " + name);
  }

  @Test
  void theTextEndsWhereTheCallerWantsItToEnd() {
    var request =
        MessageRequest.draft("m")
            .sampling(
                new Sampling(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    List.of("<END>", "STOP")))
            .request();
    byte[] stream =
        stream(
            CREATED,
            "{'type':'response.output_text.delta','output_index':0,'delta':'a <'}",
            "{'type':'response.output_text.delta','output_index':0,'delta':'EN'}",
            "{'type':'response.output_text.delta','output_index':0,'delta':'D> more'}",
            COMPLETED);
    List<StreamEvent> events = decoded(stream, 5, request);
    assertThat(Compact.of(events))
        .containsExactly(
            "start 1 gpt-5.5",
            "block text",
            "text a ",
            "end",
            "stop stop_sequence 0 0 0 0 0",
            "done");
    assertThat(((StreamEvent.Stopped) events.get(4)).sequence()).contains("<END>");
    byte[] harmless =
        stream(
            CREATED,
            "{'type':'response.output_text.delta','output_index':0,'delta':'a <E'}",
            COMPLETED);
    assertThat(Compact.of(decoded(harmless, 5, request)))
        .containsSequence("text a ", "text <E", "end", "stop end_turn 0 0 0 0 0");
  }

  private static Message folded(byte[] stream) {
    var fold = new Fold();
    decoded(stream).forEach(fold);
    assertThat(fold.done()).isTrue();
    return fold.message();
  }
}
