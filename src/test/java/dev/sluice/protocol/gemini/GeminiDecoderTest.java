package dev.sluice.protocol.gemini;

import static dev.sluice.protocol.gemini.Cases.call;
import static dev.sluice.protocol.gemini.Cases.chunk;
import static dev.sluice.protocol.gemini.Cases.decoded;
import static dev.sluice.protocol.gemini.Cases.draft;
import static dev.sluice.protocol.gemini.Cases.folded;
import static dev.sluice.protocol.gemini.Cases.json;
import static dev.sluice.protocol.gemini.Cases.message;
import static dev.sluice.protocol.gemini.Cases.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeminiDecoderTest {

  private static String fault(String stream) {
    return folded(decoded(stream)).fault().map(Fault::message).orElse("none");
  }

  private static List<ContentBlock> visible(Message message) {
    return message.content().stream()
        .filter(block -> !(block instanceof ContentBlock.Thinking))
        .toList();
  }

  @Test
  void thoughtsAndCallsBecomeBlocksAndTheSignatureLiesInTheThinking() {
    Message message = message(Cases.read("07-gemini-thought-functioncall.in.sse"));
    assertThat(message.content()).hasSize(3);
    var thinking = (ContentBlock.Thinking) message.content().get(0);
    var first = (ContentBlock.ToolUse) message.content().get(1);
    var second = (ContentBlock.ToolUse) message.content().get(2);
    assertThat(thinking.thinking()).isEqualTo("**Looking up**\n\nNeed weather.");
    Envelope envelope = Envelope.read(thinking.signature()).orElseThrow();
    assertThat(envelope.origin()).isEqualTo(Protocol.GEMINI);
    assertThat(envelope.channel()).isEqualTo("g1");
    assertThat(envelope.payload().path("calls").path(first.id()).asText())
        .isEqualTo("Eo0BCooBAb4+9vtmaXh0dXJl");
    assertThat(first.name()).isEqualTo("get_weather");
    assertThat(first.input()).isEqualTo(json("{'city':'Москва','days':2}"));
    assertThat(second.name()).isEqualTo("get_time");
    assertThat(second.input().isEmpty()).isTrue();
    assertThat(second.id()).isNotEqualTo(first.id()).matches("[A-Za-z0-9_-]+");
    assertThat(message.stopReason()).isEqualTo(StopReason.TOOL_USE);
    assertThat(message.id()).isEqualTo("fx07Resp");
    assertThat(message.model()).isEqualTo("gemini-3-pro-preview");
    assertThat(message.usage()).isEqualTo(new Spent(44, 256, 0, 150, 120, 0, true));
  }

  @Test
  void aBlockedPromptIsARefusalWithoutBlocks() {
    List<StreamEvent> events = decoded(Cases.read("08-gemini-prompt-blocked.in.sse"));
    assertThat(events)
        .containsExactly(
            new StreamEvent.Started("fx08", "gemini-2.5-flash", new Spent(77, 0, 0, 0, 0, 0, true)),
            new StreamEvent.Stopped(
                StopReason.REFUSAL,
                Optional.empty(),
                Optional.of(
                    json("{'type':'refusal','category':null,'explanation':'PROHIBITED_CONTENT'}")),
                new Spent(77, 0, 0, 0, 0, 0, true)),
            new StreamEvent.Done());
  }

  @Test
  void argumentsThatComeInPiecesAreOneObject() {
    Message message = message(Cases.read("09-vertex-partial-args.in.sse"));
    assertThat(visible(message)).hasSize(1);
    var call = (ContentBlock.ToolUse) visible(message).getFirst();
    assertThat(call.name()).isEqualTo("write_note");
    assertThat(call.input()).isEqualTo(json("{'title':'Shopping','items':['milk'],'count':1}"));
    assertThat(message.stopReason()).isEqualTo(StopReason.TOOL_USE);
    assertThat(message.usage()).isEqualTo(new Spent(20, 0, 0, 20, 8, 0, true));
  }

  @Test
  void aCallInPiecesEndsWhereAnotherBegins() {
    Message message =
        message(
            chunk("{'functionCall':{'name':'a','willContinue':true}}", "")
                + chunk(
                    "{'functionCall':{'partialArgs':[{'jsonPath':'$.x[1].y','boolValue':true},"
                        + "{'jsonPath':'$[\\u0027o.k\\u0027]','nullValue':'NULL_VALUE'}],"
                        + "'willContinue':true}}",
                    "")
                + chunk("{'functionCall':{'name':'b','args':{'z':1}}}", "STOP"));
    assertThat(((ContentBlock.ToolUse) message.content().get(0)).input())
        .isEqualTo(json("{'x':[null,{'y':true}],'o.k':null}"));
    assertThat(((ContentBlock.ToolUse) message.content().get(1)).input())
        .isEqualTo(json("{'z':1}"));
  }

  @Test
  void textWithCarriageReturnsEndsTheTurn() {
    Message message = message(chunk("{'text':'Hel'}", "") + chunk("{'text':'lo'}", "STOP"));
    assertThat(message.content()).containsExactly(text("Hello"));
    assertThat(message.stopReason()).isEqualTo(StopReason.END_TURN);
  }

  @Test
  void thoughtsComeBeforeTextAndMayAlternate() {
    Message message =
        message(
            chunk("{'text':'hm','thought':true},{'text':'A'}", "")
                + chunk("{'text':'so','thought':true},{'text':'B'}", "STOP"));
    assertThat(message.content()).hasSize(4);
    assertThat(visible(message)).containsExactly(text("A"), text("B"));
  }

  @Test
  void callsWithoutIdsGetSomeThatNoCallOfTheConversationHas() {
    var asked =
        draft().turn(Turn.of(Turn.Role.ASSISTANT, call("toolu_g_r1_2", "f"), call("own", "f")));
    Message message =
        folded(
                decoded(
                    asked,
                    chunk(
                        "{'functionCall':{'name':'f'}},{'functionCall':{'id':'own','name':'f'}},"
                            + "{'functionCall':{'id':'a|b','name':'f'}}",
                        "STOP")))
            .message();
    assertThat(message.content().stream().map(block -> ((ContentBlock.ToolUse) block).id()))
        .doesNotHaveDuplicates()
        .doesNotContain("own", "toolu_g_r1_2")
        .allMatch(id -> id.matches("[A-Za-z0-9_-]+"))
        .contains("toolu_x617c62");
  }

  @Test
  void aSignatureWithoutThoughtGetsAnEmptyThinkingBeforeItsCall() {
    Message message =
        message(
            chunk("{'text':'Let me.'}", "")
                + chunk("{'functionCall':{'name':'f'},'thoughtSignature':'c2ln'}", "STOP"));
    assertThat(message.content()).hasSize(3);
    assertThat(message.content().get(0)).isEqualTo(text("Let me."));
    var carrier = (ContentBlock.Thinking) message.content().get(1);
    assertThat(carrier.thinking()).isEmpty();
    assertThat(Envelope.read(carrier.signature())).isPresent();
  }

  @Test
  void aSignatureBehindTheTextMakesNoLastBlockOfThinking() {
    Message message =
        message(
            chunk("{'text':'Hi'}", "") + chunk("{'text':'','thoughtSignature':'c2ln'}", "STOP"));
    assertThat(message.content()).containsExactly(text("Hi"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII"})
  void aStopForSafetyIsARefusalThatKeepsItsText(String reason) {
    Message message = message(chunk("{'text':'Par'}", "") + chunk("", reason));
    assertThat(message.content()).containsExactly(text("Par"));
    assertThat(message.stopReason()).isEqualTo(StopReason.REFUSAL);
    assertThat(message.stopDetails().orElseThrow().path("explanation").asText()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "STOP,END_TURN",
    "MAX_TOKENS,MAX_TOKENS",
    "LANGUAGE,END_TURN",
    "OTHER,END_TURN",
    "BRAND_NEW,END_TURN"
  })
  void reasonsAreThoseOfAnthropic(String theirs, StopReason ours) {
    assertThat(message(chunk("{'text':'x'}", theirs)).stopReason()).isEqualTo(ours);
  }

  @Test
  void aLimitInTheMiddleOfThoughtsClosesTheThinking() {
    Message message = message(chunk("{'text':'hm','thought':true}", "MAX_TOKENS"));
    assertThat(message.content()).hasSize(1).first().isInstanceOf(ContentBlock.Thinking.class);
    assertThat(message.stopReason()).isEqualTo(StopReason.MAX_TOKENS);
  }

  @Test
  void usageIsTheLastThatWasTold() {
    String usage =
        "data: {'usageMetadata':{'promptTokenCount':100,'cachedContentTokenCount':40,"
            + "'candidatesTokenCount':10,'thoughtsTokenCount':5,'toolUsePromptTokenCount':'7'}}\n\n"
            + "data: {'usageMetadata':{'trafficType':'ON_DEMAND','promptTokenCount':null}}\n\n";
    Message message = message(chunk("{'text':'x'}", "STOP") + usage.replace('\'', '"'));
    assertThat(message.usage()).isEqualTo(new Spent(67, 40, 0, 15, 5, 0, true));
  }

  @Test
  void chunksWithoutPartsTellNothing() {
    var odd = new StringBuilder();
    for (String chunk :
        List.of(
            "{'candidates':[{'content':{'role':'model'}}]}",
            "{'candidates':[]}",
            "{'candidates':[{}]}",
            "{}")) {
      odd.append("data: ").append(json(chunk)).append("\n\n");
    }
    List<StreamEvent> events = decoded(odd + chunk("{'text':'x'}", "") + chunk("", "STOP"));
    assertThat(events).hasSize(6);
  }

  @Test
  void anEndWithoutContentIsLegal() {
    Message message = message(chunk("", "STOP"));
    assertThat(message.content()).isEmpty();
    assertThat(message.stopReason()).isEqualTo(StopReason.END_TURN);
  }

  @Test
  void aStreamWithoutAReasonForItsEndIsAFailure() {
    assertThat(fault("")).isEqualTo("The upstream sent an empty answer");
    assertThat(fault(chunk("{'text':'x'}", "")))
        .isEqualTo("The upstream ended in the middle of its answer, without a finishReason");
    assertThat(fault(chunk("{'functionCall':{'name':'a','willContinue':true}}", "")))
        .contains("in the middle");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "MISSING_THOUGHT_SIGNATURE"})
  void aCallThatGoogleCouldNotReadIsAFailureUnlessSomethingWasSaid(String reason) {
    assertThat(fault(chunk("{'text':'hm','thought':true}", "") + chunk("", reason)))
        .isEqualTo("The upstream ended without an answer: " + reason);
    assertThat(message(chunk("{'text':'x'}", reason)).stopReason()).isEqualTo(StopReason.END_TURN);
  }

  @Test
  void whatIsNoJsonObjectIsAFailureThatSaysSo() {
    for (String data : List.of("nonsense", "{\"a\":", "[]", "{} {}", "7")) {
      assertThat(fault("data: " + data + "\n\n"))
          .isEqualTo("The upstream sent an event that is not one JSON object");
    }
  }

  @Test
  void anErrorInTheStreamIsTheEnd() {
    String error = "data: {\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"X\"}}\n\n";
    List<StreamEvent> events = decoded(chunk("{'text':'x'}", "") + error + chunk("", "STOP"));
    assertThat(events.getLast()).isInstanceOf(StreamEvent.Failed.class);
    assertThat(fault(error)).contains("busy");
  }

  @Test
  void codeAndItsOutputAreFenced() {
    Message message =
        message(
            chunk("{'executableCode':{'language':'PYTHON','code':'print(1)'}}", "")
                + chunk("{'codeExecutionResult':{'outcome':'OUTCOME_OK','output':'1'}}", "STOP"));
    assertThat(message.content())
        .containsExactly(text("\n```python\nprint(1)\n```\n\n```\n1\n```\n"));
  }

  @Test
  void picturesThatNobodyCanShowAreNamed() {
    assertThat(
            message(chunk("{'inlineData':{'mimeType':'image/png','data':'AA=='}}", "STOP"))
                .content())
        .containsExactly(text("[image output omitted]"));
  }

  @Test
  void whatASearchFoundIsCitedAndListed() {
    String grounded =
        "data: {'candidates':[{'content':{'parts':[{'text':'It rains.'}]},'finishReason':'STOP',"
            + "'groundingMetadata':{'webSearchQueries':['rain?'],'groundingChunks':"
            + "[{'web':{'uri':'https://a.test','title':'A'}}]}}],'responseId':'r-1'}\n\n";
    Message message = message(grounded.replace('\'', '"'));
    var words = (ContentBlock.Text) message.content().get(0);
    assertThat(words.citations().getFirst().path("url").asText()).isEqualTo("https://a.test");
    var search = (ContentBlock.ServerToolUse) message.content().get(1);
    assertThat(search.input()).isEqualTo(json("{'query':'rain?'}"));
    var found = (ContentBlock.ServerToolResult) message.content().get(2);
    assertThat(found.toolUseId()).isEqualTo(search.id()).isEqualTo("srvtoolu_g_r1");
    assertThat(found.content().get(0).path("title").asText()).isEqualTo("A");
    assertThat(message.usage().webSearches()).isEqualTo(1);
    assertThat(message.stopReason()).isEqualTo(StopReason.END_TURN);
  }

  @Test
  void aWholeAnswerAndTheElementsOfAnArrayAreReadAlike() throws Exception {
    var events = new ArrayList<StreamEvent>();
    var decoder =
        GeminiUpstream.INSTANCE
            .write(draft().request(), Cases.target(Cases.THIRD), new Losses())
            .decoder(events::add);
    for (String line : List.of(chunk("{'text':'a'}", ""), chunk("{'text':'b'}", "STOP"))) {
      decoder.whole(line.strip().substring(6).getBytes(UTF_8));
    }
    decoder.finish();
    EventGrammar.check(events);
    assertThat(folded(events).message().content()).containsExactly(text("ab"));
  }

  @Test
  void partsOfGooglesOwnToolsAreKeptForTheNextTurn() {
    Message message =
        message(
            chunk("{'toolCall':{'id':'1','toolType':'X','args':{}},'thoughtSignature':'c2ln'}", "")
                + chunk("{'text':'x'}", "STOP"));
    var carrier = (ContentBlock.Thinking) message.content().get(0);
    assertThat(Envelope.read(carrier.signature()).orElseThrow().payload().path("parts").get(0))
        .isEqualTo(
            json("{'toolCall':{'id':'1','toolType':'X','args':{}},'thoughtSignature':'c2ln'}"));
  }
}
