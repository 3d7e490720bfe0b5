package dev.sluice.protocol.responses;

import static dev.sluice.protocol.responses.Conversions.CODEX;
import static dev.sluice.protocol.responses.Conversions.TELLING;
import static dev.sluice.protocol.responses.Conversions.json;
import static dev.sluice.protocol.responses.Conversions.told;
import static dev.sluice.protocol.responses.Conversions.types;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ResponsesEncoderTest {

  private static final String ASKED =
      "{'model':'alias','input':'x','instructions':'be brief','include':"
          + "['reasoning.encrypted_content'],'tools':[{'type':'function','name':'f'},"
          + "{'type':'custom','name':'apply_patch'},{'type':'local_shell'},"
          + "{'type':'namespace','name':'git','tools':[{'type':'function','name':'log'}]}]}";
  private static final Spent USAGE = new Spent(6, 4, 2, 5, 3, 0, true);

  private static CallerRequest sdk() {
    return Conversions.read(ASKED);
  }

  private static CallerRequest codex() {
    return Conversions.read(CODEX, json(ASKED), new Losses());
  }

  private static List<StreamEvent> flow(Consumer<MessageFlow> what) {
    var events = new ArrayList<StreamEvent>();
    var flow = new MessageFlow(events::add);
    flow.start("1", "claude", Spent.UNKNOWN);
    what.accept(flow);
    return events;
  }

  private static List<StreamEvent> ended(StopReason reason, Consumer<MessageFlow> what) {
    return flow(flow -> {
      what.accept(flow);
      flow.finish(reason, USAGE);
    });
  }

  private static JsonNode output(List<ObjectNode> events) {
    return events.getLast().at("/response/output");
  }

  @Test
  void textIsToldInTheOrderThatClientsKnow() {
    List<ObjectNode> events =
        told(
            sdk(),
            ended(
                StopReason.END_TURN,
                flow -> {
                  flow.text("hel");
                  flow.text("lo");
                }));
    assertThat(types(events))
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    assertThat(events.get(4))
        .isEqualTo(
            json(
                "{'type':'response.output_text.delta','sequence_number':4,'item_id':'msg_r1_0',"
                    + "'output_index':0,'content_index':0,'delta':'hel','logprobs':[]}"));
    assertThat(events.getLast().at("/response/usage"))
        .isEqualTo(
            json(
                "{'input_tokens':12,'input_tokens_details':{'cached_tokens':4,"
                    + "'cache_write_tokens':2},'output_tokens':5,'output_tokens_details':"
                    + "{'reasoning_tokens':3},'total_tokens':17}"));
  }

  @Test
  void thinkingIsAReasoningItemWithWhatIsToComeBack() {
    List<StreamEvent> thinking =
        ended(
            StopReason.END_TURN,
            flow -> {
              flow.thinking("hm");
              flow.signature("EqQB");
            });
    List<ObjectNode> events = told(sdk(), thinking);
    assertThat(types(events))
        .containsSubsequence(
            "response.output_item.added",
            "response.reasoning_summary_part.added",
            "response.reasoning_summary_text.delta",
            "response.reasoning_summary_text.done",
            "response.reasoning_summary_part.done",
            "response.output_item.done");
    assertThat(output(events).path(0))
        .isEqualTo(
            json(
                "{'id':'rs_r1_0','type':'reasoning','summary':[{'type':'summary_text',"
                    + "'text':'hm'}],'encrypted_content':'"
                    + Signed.encrypted("EqQB")
                    + "'}"));
    var without = Conversions.read("{'model':'m','input':'x'}");
    assertThat(output(told(without, thinking)).path(0).has("encrypted_content")).isFalse();
  }

  @Test
  void whatNobodyCanReadComesBackAllTheSame() {
    List<ObjectNode> events =
        told(
            sdk(),
            ended(
                StopReason.END_TURN,
                flow -> flow.whole(new ContentBlock.RedactedThinking("opaque"))));
    assertThat(output(events).path(0).path("encrypted_content").asText())
        .isEqualTo(Signed.encryptedData("opaque"));
  }

  @Test
  void callsAreToldAsTheCallerKnowsItsTools() {
    List<ObjectNode> events =
        told(
            sdk(),
            ended(
                StopReason.TOOL_USE,
                flow -> {
                  flow.call("a", "f");
                  flow.input("{\"x\":");
                  flow.input("1}");
                  flow.call("b", "apply_patch");
                  flow.input("{\"input\":\"*** \\\"B\\\"\\n\"}");
                  flow.call("c", "local_shell");
                  flow.input("{\"command\":[\"ls\"],\"timeout_ms\":5}");
                  flow.call("d", "git__log");
                }));
    JsonNode output = output(events);
    assertThat(output.path(0))
        .isEqualTo(
            json(
                "{'id':'fc_r1_0','type':'function_call','status':'completed','call_id':'a',"
                    + "'name':'f','arguments':'{\\'x\\':1}'}"));
    assertThat(output.path(1))
        .isEqualTo(
            json(
                "{'id':'ctc_r1_1','type':'custom_tool_call','status':'completed','call_id':'b',"
                    + "'name':'apply_patch','input':'*** \\'B\\'\\n'}"));
    assertThat(output.path(2))
        .isEqualTo(
            json(
                "{'id':'lsh_r1_2','type':'local_shell_call','status':'completed','call_id':'c',"
                    + "'action':{'type':'exec','command':['ls'],'env':{},'timeout_ms':5}}"));
    assertThat(output.path(3))
        .isEqualTo(
            json(
                "{'id':'fc_r1_3','type':'function_call','status':'completed','call_id':'d',"
                    + "'name':'log','namespace':'git','arguments':'{}'}"));
    assertThat(types(events))
        .contains("response.function_call_arguments.done", "response.custom_tool_call_input.done");
  }

  @Test
  void textsThatFollowOneAnotherAreOneMessage() {
    List<ObjectNode> events =
        told(
            sdk(),
            ended(
                StopReason.END_TURN,
                flow -> {
                  flow.text("a");
                  flow.citation(
                      json("{'type':'web_search_result_location','url':'u','title':'t'}"));
                  flow.close();
                  flow.text("b");
                }));
    assertThat(output(events)).hasSize(1);
    assertThat(output(events).at("/0/content/0/text").asText()).isEqualTo("ab");
    assertThat(output(events).at("/0/content/0/annotations/0/url").asText()).isEqualTo("u");
  }

  @Test
  void aSearchOfTheWebIsAnItemAndItsResultIsNone() {
    List<ObjectNode> events =
        told(
            sdk(),
            ended(
                StopReason.END_TURN,
                flow -> {
                  flow.whole(
                      new ContentBlock.ServerToolUse(
                          "s",
                          "web_search",
                          Json.object().put("query", "q"),
                          Optional.empty(),
                          Map.of()));
                  flow.whole(
                      new ContentBlock.ServerToolResult(
                          "web_search_tool_result", "s", Json.array(), Optional.empty(), Map.of()));
                  flow.text("a");
                }));
    assertThat(output(events).path(0))
        .isEqualTo(
            json(
                "{'id':'ws_r1_0','type':'web_search_call','status':'completed',"
                    + "'action':{'type':'search','query':'q'}}"));
    assertThat(output(events)).hasSize(2);
  }

  @Test
  void halvesOfCharactersFindOneAnother() {
    List<ObjectNode> events =
        told(
            sdk(),
            ended(
                StopReason.END_TURN,
                flow -> {
                  flow.text("a\uD83D");
                  flow.text("\uDE00\uD83D");
                  flow.text("b");
                }));
    assertThat(output(events).at("/0/content/0/text").asText()).isEqualTo("a\uD83D\uDE00\uFFFDb");
  }

  @Test
  void anAnswerCutAtItsLimitIsIncompleteButNotForCodex() {
    List<StreamEvent> cut = ended(StopReason.MAX_TOKENS, flow -> flow.text("a"));
    ObjectNode sdk = told(sdk(), cut).getLast();
    assertThat(sdk.path("type").asText()).isEqualTo("response.incomplete");
    assertThat(sdk.at("/response/incomplete_details/reason").asText())
        .isEqualTo("max_output_tokens");
    ObjectNode codex = told(codex(), cut).getLast();
    assertThat(codex.path("type").asText()).isEqualTo("response.completed");
    assertThat(codex.at("/response/id").asText()).isEqualTo("resp_r1");
  }

  private static List<StreamEvent> refused(String explanation) {
    JsonNode details =
        Json.object()
            .put("type", "refusal")
            .put("category", "cyber")
            .put("explanation", explanation);
    return flow(flow ->
        flow.finish(
            new StreamEvent.Stopped(
                StopReason.REFUSAL, Optional.empty(), Optional.of(details), USAGE)));
  }

  @Test
  void aRefusalIsAPartOfItsOwnAndTextForCodex() {
    List<ObjectNode> sdk = told(sdk(), refused("no"));
    assertThat(sdk.getLast().path("type").asText()).isEqualTo("response.incomplete");
    assertThat(output(sdk).at("/0/content/0")).isEqualTo(json("{'type':'refusal','refusal':'no'}"));
    List<ObjectNode> codex = told(codex(), refused("no"));
    assertThat(codex.getLast().path("type").asText()).isEqualTo("response.completed");
    assertThat(output(codex).at("/0/content/0/text").asText()).isEqualTo("no");
  }

  @Test
  void whatTheFilterCutHasFailedForCodex() {
    ObjectNode codex = told(codex(), refused("")).getLast();
    assertThat(codex.path("type").asText()).isEqualTo("response.failed");
    assertThat(codex.at("/response/error/code").asText()).isEqualTo("invalid_prompt");
    List<StreamEvent> said = ended(StopReason.REFUSAL, flow -> flow.text("I will not."));
    assertThat(told(codex(), said).getLast().path("type").asText()).isEqualTo("response.completed");
  }

  @Test
  void theCaseOfTheCatalogueHolds() {
    var fault = new Fault(Fault.Kind.CONTEXT_TOO_LONG, "prompt is too long: 214003 tokens");
    List<ObjectNode> events = told(codex(), List.of(new StreamEvent.Failed(fault)));
    assertThat(types(events)).containsExactly("response.created", "response.failed");
    assertThat(events.getLast().at("/response/error"))
        .isEqualTo(
            json(
                "{'code':'context_length_exceeded','message':'Your input exceeds the context"
                    + " window of this model. Please adjust your input and try again.'}"));
    assertThat(events.getLast().at("/response/status").asText()).isEqualTo("failed");
    assertThat(events.getLast().at("/response/model").asText()).isEqualTo("alias");
  }

  @Test
  void anErrorAfterTheStartIsToldTwice() {
    var fault = new Fault(Fault.Kind.RATE_LIMITED, "slow down, try again in 7s");
    List<ObjectNode> events =
        told(
            codex(),
            flow(flow -> {
              flow.text("a");
              flow.fail(fault);
            }));
    assertThat(types(events)).endsWith("error", "response.failed");
    assertThat(events.get(events.size() - 2))
        .isEqualTo(
            json(
                "{'type':'error','sequence_number':"
                    + (events.size() - 2)
                    + ",'code':'rate_limit_exceeded','message':'slow down, try again in 7s',"
                    + "'param':null}"));
    assertThat(events.getLast().at("/response/error/message").asText())
        .isEqualTo("slow down, try again in 7s");
  }

  @ParameterizedTest
  @EnumSource(Fault.Kind.class)
  void everyFaultIsALegalEnd(Fault.Kind kind) {
    var out = new ByteArrayOutputStream();
    codex().stream(TELLING).encode(new StreamEvent.Failed(new Fault(kind, "m")), out);
    ResponsesGrammar.checkWhole(out.toByteArray());
  }

  @Test
  void aSignOfLifeIsAnEventForCodexAndACommentForOthers() {
    List<StreamEvent> alive =
        ended(
            StopReason.END_TURN,
            flow -> {
              flow.text("a");
              flow.ping();
            });
    assertThat(types(told(codex(), alive)))
        .containsSubsequence(
            "response.output_text.delta", "response.in_progress", "response.output_text.done");
    var out = new ByteArrayOutputStream();
    var encoder = sdk().stream(TELLING);
    alive.forEach(event -> encoder.encode(event, out));
    assertThat(out.toString(UTF_8)).contains("\n\n: keep-alive\n\n");
    assertThat(types(ResponsesGrammar.checkWhole(out.toByteArray())))
        .containsOnlyOnce("response.in_progress");
  }

  @Test
  void theSettingsAreToldAgain() {
    JsonNode response =
        told(sdk(), ended(StopReason.END_TURN, flow -> {})).getLast().path("response");
    assertThat(response.path("instructions").asText()).isEqualTo("be brief");
    assertThat(response.path("tools")).hasSize(4);
    assertThat(response.path("store").booleanValue()).isFalse();
    assertThat(response.path("created_at").asLong()).isEqualTo(TELLING.epochSecond());
  }

  @Test
  void aWholeAnswerIsTheResponseThatAStreamEndsWith() {
    List<StreamEvent> events =
        ended(
            StopReason.TOOL_USE,
            flow -> {
              flow.thinking("hm");
              flow.signature("EqQB");
              flow.text("a");
              flow.call("c", "apply_patch");
              flow.input("{\"input\":\"x\"}");
            });
    var fold = new Fold();
    events.forEach(fold);
    CallerRequest caller = sdk();
    assertThat(Json.tree(caller.whole(TELLING).apply(fold.message())).orElseThrow())
        .isEqualTo(told(caller, events).getLast().path("response"));
  }

  @Test
  void anAnswerWithoutUsageHasNone() {
    List<StreamEvent> events = flow(flow -> flow.finish(StopReason.END_TURN, Spent.UNKNOWN));
    var caller = Conversions.read(Asked.NOTHING, json(ASKED), new Losses());
    assertThat(told(caller, events).getLast().at("/response/usage").isNull()).isTrue();
  }
}
