package dev.sluice.protocol.responses;

import static dev.sluice.protocol.responses.Conversions.TARGET;
import static dev.sluice.protocol.responses.Conversions.json;
import static dev.sluice.protocol.responses.Conversions.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Sampling;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestWriterTest {

  private static final ObjectNode SCHEMA =
      json("{'type':'object','properties':{'format':{'type':'string'}},'required':['format']}");

  private final Losses losses = new Losses();

  /** As the request of the case reads once it is understood. */
  private static MessageRequest case12() {
    ObjectNode in =
        (ObjectNode) Json.tree(Conversions.fixture("12-request.in.anthropic.json")).orElseThrow();
    return MessageRequest.draft("sluice-test").maxTokens(4096).stream(true)
        .system(new ContentBlock.Text(in.at("/system/0/text").asText()))
        .system(new ContentBlock.Text(in.at("/system/1/text").asText()))
        .reasoning(
            new Reasoning(
                Reasoning.Mode.BUDGETED,
                OptionalLong.of(8000),
                Optional.empty(),
                Reasoning.Display.UNSAID))
        .tool(new Tool.Function("Read", "Read a file", (ObjectNode) in.at("/tools/0/input_schema")))
        .toolChoice(new ToolChoice.Auto())
        .oneToolAtATime(true)
        .turn(Turn.of(Turn.Role.USER, new ContentBlock.Text("Read logo and notes")))
        .turn(
            Turn.of(
                Turn.Role.ASSISTANT,
                new ContentBlock.Thinking("Read both.", "EqQBCkYfixture"),
                new ContentBlock.Text("Reading."),
                call("toolu_A", "/logo.png"),
                call("toolu_B", "/notes.md")))
        .turn(
            Turn.of(
                Turn.Role.USER,
                new ContentBlock.ToolResult(
                    "toolu_A",
                    List.of(
                        new ContentBlock.Text("image:"),
                        new ContentBlock.Image(new Source.Base64("image/png", "iVBORw0KGgo="))),
                    false),
                new ContentBlock.ToolResult(
                    "toolu_B", List.of(new ContentBlock.Text("File does not exist.")), true),
                new ContentBlock.Text("Continue.")))
        .sampling(
            new Sampling(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                List.of("<END>")))
        .user("user_x_session_y")
        .request();
  }

  private static ContentBlock call(String id, String path) {
    return new ContentBlock.ToolUse(id, "Read", Json.object().put("file_path", path));
  }

  private static RequestDraft draft() {
    return MessageRequest.draft("m");
  }

  @Test
  void theCaseOfTheCatalogueHolds() {
    ObjectNode body = written(case12(), TARGET, losses);
    ObjectNode expected =
        (ObjectNode)
            Json.tree(Conversions.fixture("12-request.expected.responses.json")).orElseThrow();
    expected.remove("_comment");
    assertThat(body.remove("safety_identifier").asText()).hasSize(64);
    assertThat(body).isEqualTo(expected);
    assertThat(losses.parts()).containsExactly(Part.THINKING_GENUINE);
  }

  @Test
  void theSameRequestIsTheSameBytes() throws Inexpressible {
    byte[] first = ResponsesUpstream.INSTANCE.write(case12(), TARGET, losses).body();
    byte[] second = ResponsesUpstream.INSTANCE.write(case12(), TARGET, losses).body();
    assertThat(first).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.5,high,high",
    "gpt-5.5,max,xhigh",
    "gpt-5.6,max,max",
    "gpt-5.5,minimal,none",
    "gpt-5,none,minimal",
    "gpt-5-mini,xhigh,high",
    "gpt-5.1,none,none",
    "gpt-6.1-sol,none,low",
    "gpt-6-astra,minimal,low",
    "o4-mini,none,",
    "o3,max,high",
    "gpt-4.1,high,",
    "openai/gpt-5.2,xhigh,xhigh",
    "some-other,max,max",
    "some-other,none,none",
  })
  void theEffortIsOneThatTheModelHas(String model, String effort, String sent) {
    var wanted = Reasoning.of(Effort.of(effort).orElseThrow());
    var request = draft().reasoning(wanted).request();
    var target = new Target("c", model, UpstreamOptions.DEFAULT);
    assertThat(written(request, target, losses).at("/reasoning/effort").textValue())
        .isEqualTo(sent);
    assertThat(losses.isEmpty()).isEqualTo(effort.equals(sent));
  }

  @Test
  void temperatureGoesToModelsThatTakeIt() {
    var hot =
        new Sampling(OptionalDouble.of(0.5), OptionalDouble.of(0.9), OptionalLong.of(3), List.of());
    var request = draft().sampling(hot).request();
    assertThat(written(request).has("temperature")).isFalse();
    var old = new Target("c", "gpt-4.1", UpstreamOptions.DEFAULT);
    ObjectNode body = written(request, old, losses);
    assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(body.path("top_p").asDouble()).isEqualTo(0.9);
    var off = draft().sampling(hot).reasoning(Reasoning.OFF).request();
    assertThat(written(off).has("temperature")).isTrue();
    assertThat(losses.isEmpty()).isTrue();
  }

  @Test
  void ownThoughtsGoBackAndOthersStayOut() {
    var payload = Json.object().put("id", "rs_1").put("encrypted_content", "gAAA");
    var own = new Envelope(Protocol.OPENAI_RESPONSES, "openai", payload).text();
    var elsewhere = new Envelope(Protocol.OPENAI_RESPONSES, "other", payload).text();
    var gemini = new Envelope(Protocol.GEMINI, "openai", payload).text();
    var request =
        draft()
            .turn(
                Turn.of(
                    Turn.Role.ASSISTANT,
                    new ContentBlock.Thinking("mine", own),
                    new ContentBlock.Thinking("x", elsewhere),
                    new ContentBlock.Thinking("y", gemini),
                    new ContentBlock.Thinking("z", ""),
                    new ContentBlock.RedactedThinking("opaque"),
                    new ContentBlock.Text("so")))
            .turn(Turn.of(Turn.Role.USER, new ContentBlock.Text("go on")))
            .request();
    JsonNode input = written(request, TARGET, losses).path("input");
    assertThat(input.path(0))
        .isEqualTo(
            json(
                "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text',"
                    + "'text':'mine'}],'encrypted_content':'gAAA'}"));
    assertThat(input.path(1).path("type").asText()).isEqualTo("message");
    assertThat(losses.parts())
        .containsExactlyInAnyOrder(Part.THINKING_FOREIGN, Part.REDACTED_THINKING);
  }

  @Test
  void reasoningThatNothingCameOfIsLeftOut() {
    var payload = Json.object().put("encrypted_content", "gAAA");
    var own = new Envelope(Protocol.OPENAI_RESPONSES, Envelope.ANYWHERE, payload).text();
    var request =
        draft()
            .turn(Turn.of(Turn.Role.ASSISTANT, new ContentBlock.Thinking("mine", own)))
            .turn(Turn.of(Turn.Role.USER, new ContentBlock.Text("go on")))
            .request();
    assertThat(written(request, TARGET, losses).path("input")).hasSize(1);
    assertThat(losses.warnings())
        .containsExactly("thinking at the end of a turn is left out: nothing came of it");
  }

  @Test
  void instructionsInTheMiddleAreTheDevelopers() {
    var request =
        draft()
            .turn(Turn.of(Turn.Role.USER, new ContentBlock.Text("a")))
            .turn(Turn.of(Turn.Role.SYSTEM, new ContentBlock.Text("b")))
            .request();
    assertThat(written(request).at("/input/1/role").asText()).isEqualTo("developer");
  }

  @Test
  void everyCallHasAnOutputAndEveryOutputACall() {
    var request =
        draft()
            .turn(Turn.of(Turn.Role.ASSISTANT, call("a", "x")))
            .turn(
                Turn.of(
                    Turn.Role.USER,
                    new ContentBlock.ToolResult(
                        "lost", List.of(new ContentBlock.Text("found")), false)))
            .request();
    JsonNode input = written(request, TARGET, losses).path("input");
    assertThat(input.path(1))
        .isEqualTo(json("{'type':'function_call_output','call_id':'a','output':'(no output)'}"));
    assertThat(input.at("/2/content/0/text").asText()).isEqualTo("found");
    assertThat(losses.warnings())
        .containsExactly(
            "tool_use a has no result; \"(no output)\" is sent as one",
            "tool_result lost has no call and becomes text");
  }

  @Test
  void idsGoBackAsTheUpstreamKnowsThem() {
    var request =
        draft()
            .turn(Turn.of(Turn.Role.ASSISTANT, call("toolu_x66756e6374696f6e732e663a30", "x")))
            .turn(
                Turn.of(
                    Turn.Role.USER,
                    new ContentBlock.ToolResult(
                        "toolu_x66756e6374696f6e732e663a30", List.of(), false)))
            .request();
    JsonNode input = written(request).path("input");
    assertThat(input.at("/0/call_id").asText()).isEqualTo("functions.f:0");
    assertThat(input.at("/1/call_id").asText()).isEqualTo("functions.f:0");
    assertThat(input.at("/1/output").textValue()).isEmpty();
  }

  @Test
  void documentsAreFilesOrTextBetweenMarks() {
    var request =
        draft()
            .turn(
                Turn.of(
                    Turn.Role.USER,
                    new ContentBlock.Document(
                        new Source.Base64("application/pdf", "JVBE"), Optional.of("Report")),
                    new ContentBlock.Document(new Source.Url("https://a/b.pdf"), Optional.empty()),
                    new ContentBlock.Document(
                        new Source.PlainText("text/plain", "words"), Optional.of("Notes"))))
            .request();
    JsonNode content = written(request, TARGET, losses).at("/input/0/content");
    assertThat(content.path(0))
        .isEqualTo(
            json(
                "{'type':'input_file','filename':'Report.pdf',"
                    + "'file_data':'data:application/pdf;base64,JVBE'}"));
    assertThat(content.path(1))
        .isEqualTo(json("{'type':'input_file','file_url':'https://a/b.pdf'}"));
    assertThat(content.path(2).path("text").asText())
        .isEqualTo("<document title=\"Notes\">\nwords\n</document>");
    assertThat(losses.isEmpty()).isTrue();
  }

  @Test
  void aModelThatDoesNotSeeIsToldSo() {
    var blind = new Target("c", "m", new UpstreamOptions(false, false));
    var request =
        draft()
            .turn(
                Turn.of(
                    Turn.Role.USER, new ContentBlock.Image(new Source.Base64("image/png", "AA"))))
            .request();
    assertThat(written(request, blind, losses).at("/input/0/content/0/text").asText())
        .isEqualTo("[image omitted: the model does not see images]");
    assertThat(losses.parts()).containsExactly(Part.IMAGE_BASE64);
  }

  @Test
  void aFileInAnotherStoreIsRefused() {
    var request =
        draft()
            .turn(Turn.of(Turn.Role.USER, new ContentBlock.Image(new Source.FileId("file_1"))))
            .request();
    assertThatThrownBy(() -> ResponsesUpstream.INSTANCE.write(request, TARGET, losses))
        .isInstanceOf(Inexpressible.class)
        .hasMessage(
            "image.source.file lies in another provider's store; send the image itself as base64"
                + " or its address");
  }

  @Test
  void strictStaysWhereTheSchemaAllowsIt() {
    ObjectNode loose = json("{'type':'object','properties':{'a':{'type':'string'}}}");
    var request = draft().tool(strict("all", SCHEMA)).tool(strict("some", loose)).request();
    JsonNode tools = written(request, TARGET, losses).path("tools");
    assertThat(tools.at("/0/strict").booleanValue()).isTrue();
    assertThat(tools.at("/0/parameters/additionalProperties").isBoolean()).isTrue();
    assertThat(tools.at("/1/strict").booleanValue()).isFalse();
    assertThat(losses.parts()).containsExactly(Part.TOOL_STRICT);
  }

  private static Tool strict(String name, ObjectNode schema) {
    return new Tool.Function(
        name, "", schema, Optional.of(true), false, Optional.empty(), Map.of());
  }

  @Test
  void aSchemaIsAnObjectWithProperties() {
    var request =
        draft()
            .tool(new Tool.Function("none", "", Json.object()))
            .tool(
                new Tool.Function(
                    "either",
                    "",
                    json(
                        "{'anyOf':[{'properties':{'a':{'type':'string'}}},"
                            + "{'properties':{'anyOf':{'type':'string'}}}]}")))
            .request();
    JsonNode tools = written(request).path("tools");
    assertThat(tools.at("/0/parameters")).isEqualTo(json("{'type':'object','properties':{}}"));
    assertThat(tools.at("/1/parameters"))
        .isEqualTo(
            json(
                "{'type':'object','properties':{'a':{'type':'string'},"
                    + "'anyOf':{'type':'string'}}}"));
  }

  @Test
  void theFormatOfTheAnswerIsStrictAndOptionalMembersMayBeNull() {
    ObjectNode schema =
        json(
            "{'type':'object','properties':{'a':{'type':'string'},'default':{'type':'number'}},"
                + "'required':['a']}");
    var request =
        draft()
            .format(new AnswerFormat.JsonSchema(Optional.empty(), schema, Optional.empty()))
            .request();
    assertThat(written(request).at("/text/format"))
        .isEqualTo(
            json(
                "{'type':'json_schema','name':'response','schema':{'type':'object','properties':"
                    + "{'a':{'type':'string'},'default':{'type':['number','null']}},"
                    + "'required':['a','default'],'additionalProperties':false},'strict':true}"));
  }

  @Test
  void aSchemaThatCannotBeStrictStaysAsItIs() {
    ObjectNode schema = json("{'type':'object','patternProperties':{'x':{}}}");
    var request =
        draft()
            .format(new AnswerFormat.JsonSchema(Optional.of("n"), schema, Optional.empty()))
            .request();
    JsonNode format = written(request).at("/text/format");
    assertThat(format.path("schema")).isEqualTo(schema);
    assertThat(format.path("strict").booleanValue()).isFalse();
  }

  @Test
  void aSearchOfTheWebIsTheProviders() {
    var search =
        new Tool.WebSearch(
            Tool.WebSearch.TYPE,
            "web_search",
            3,
            List.of("a.b"),
            List.of(),
            Optional.of(json("{'type':'approximate','city':'Berlin'}")),
            Map.of());
    var request = draft().tool(search).toolChoice(new ToolChoice.Named("web_search")).request();
    ObjectNode body = written(request, TARGET, losses);
    assertThat(body.at("/tools/0"))
        .isEqualTo(
            json(
                "{'type':'web_search','filters':{'allowed_domains':['a.b']},"
                    + "'user_location':{'type':'approximate','city':'Berlin'}}"));
    assertThat(body.path("tool_choice")).isEqualTo(json("{'type':'web_search'}"));
    assertThat(body.path("max_tool_calls").asInt()).isEqualTo(3);
    assertThat(losses.isEmpty()).isTrue();
  }

  @Test
  void aToolThatRunsElsewhereIsRefusedAloneAndLeftOutBesideOthers() {
    var fetch = new Tool.ServerDefined("web_fetch_20250910", "web_fetch", Json.object());
    assertThatThrownBy(
            () -> ResponsesUpstream.INSTANCE.write(draft().tool(fetch).request(), TARGET, losses))
        .hasMessage(
            "tools[web_fetch] (web_fetch_20250910) is not understood by OpenAI Responses; leave it"
                + " out");
    var request = draft().tool(fetch).tool(new Tool.Function("f", "", SCHEMA)).request();
    assertThat(written(request, TARGET, losses).path("tools")).hasSize(1);
    assertThat(losses.parts()).containsExactly(Part.TOOL_WEB_FETCH);
  }

  @Test
  void toolsThatAreKnownByTheirTypeAreDescribed() {
    var bash = new Tool.ClientDefined("bash_20250124", "bash", Json.object());
    ObjectNode body = written(draft().tool(bash).request(), TARGET, losses);
    assertThat(body.at("/tools/0/name").asText()).isEqualTo("bash");
    assertThat(body.at("/tools/0/parameters/properties").has("command")).isTrue();
    assertThat(losses.parts()).containsExactly(Part.TOOL_BASH);
    var computer = new Tool.ClientDefined("computer_20250124", "computer", Json.object());
    assertThatThrownBy(() ->
            ResponsesUpstream.INSTANCE.write(draft().tool(computer).request(), TARGET, losses))
        .hasMessage(
            "tools[computer] is not understood by OpenAI Responses; use an Anthropic channel for"
                + " it");
  }

  @Test
  void choicesHaveTheirCounterparts() {
    assertThat(choice(new ToolChoice.Any()).asText()).isEqualTo("required");
    assertThat(choice(new ToolChoice.None()).asText()).isEqualTo("none");
    assertThat(choice(new ToolChoice.Named("f"))).isEqualTo(json("{'type':'function','name':'f'}"));
    ObjectNode without = written(draft().toolChoice(new ToolChoice.Any()).request());
    assertThat(without.has("tool_choice") || without.has("parallel_tool_calls")).isFalse();
  }

  private static JsonNode choice(ToolChoice choice) {
    return written(draft().tool(new Tool.Function("f", "", SCHEMA)).toolChoice(choice).request())
        .path("tool_choice");
  }

  @Test
  void nobodyIsNamedAndTheConversationKeepsItsKey() {
    ObjectNode body =
        written(draft().user("anna").conversation("s-1").serviceTier("standard_only").request());
    assertThat(body.path("safety_identifier").asText()).hasSize(64).doesNotContain("anna");
    assertThat(body.path("prompt_cache_key").asText()).hasSize(32);
    assertThat(body.path("service_tier").asText()).isEqualTo("default");
  }

  @Test
  void fewerTokensThanPossibleBecomeTheFewest() {
    assertThat(
            written(draft().maxTokens(1).request(), TARGET, losses)
                .path("max_output_tokens")
                .asInt())
        .isEqualTo(16);
    assertThat(losses.parts()).containsExactly(Part.MAX_TOKENS);
  }

  @Test
  void tokensAreCountedByTheUpstream() throws Inexpressible {
    var count = ResponsesUpstream.INSTANCE.count(case12(), TARGET).orElseThrow();
    ObjectNode body = (ObjectNode) Json.tree(count.body()).orElseThrow();
    assertThat(count.path()).isEqualTo("/responses/input_tokens");
    assertThat(body.has("stream") || body.has("store") || body.has("max_output_tokens")).isFalse();
    assertThat(count.tokens(json("{'object':'response.input_tokens','input_tokens':7}")))
        .hasValue(7);
    assertThat(count.tokens(json("{'input_tokens':'7'}"))).isEmpty();
  }

  @Test
  void everyPartHasATreatment() {
    assertThat(ResponsesUpstream.INSTANCE.treatments().keySet()).containsExactly(Part.values());
    assertThat(ResponsesUpstream.INSTANCE.treatments().values())
        .allMatch(each -> each.kind() == Treatment.Kind.CARRIED || !each.note().isEmpty());
  }
}
