package dev.sluice.protocol.gemini;

import static dev.sluice.protocol.gemini.Cases.SECOND;
import static dev.sluice.protocol.gemini.Cases.THIRD;
import static dev.sluice.protocol.gemini.Cases.asking;
import static dev.sluice.protocol.gemini.Cases.call;
import static dev.sluice.protocol.gemini.Cases.contents;
import static dev.sluice.protocol.gemini.Cases.draft;
import static dev.sluice.protocol.gemini.Cases.json;
import static dev.sluice.protocol.gemini.Cases.object;
import static dev.sluice.protocol.gemini.Cases.result;
import static dev.sluice.protocol.gemini.Cases.text;
import static dev.sluice.protocol.gemini.Cases.written;
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
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Sampling;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.ToolIds;
import dev.sluice.protocol.message.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class GeminiRequestWriterTest {

  private static final String SKIP = "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=";
  private static final ContentBlock.Image PNG =
      new ContentBlock.Image(new Source.Base64("image/png", "iVBORw0KGgo="));

  private static RequestDraft called(ContentBlock... answer) {
    return asking(text("go")).turn(Turn.of(Turn.Role.ASSISTANT, answer));
  }

  private static Tool.Function tool(String name) {
    return new Tool.Function(name, "", object("{'type':'object','properties':{}}"));
  }

  private static ContentBlock.Thinking own(String words, String payload) {
    return new ContentBlock.Thinking(
        words, new Envelope(Protocol.GEMINI, "g1", object(payload)).text());
  }

  private static ObjectNode expected(String name) {
    ObjectNode json = (ObjectNode) Json.tree(Cases.read(name)).orElseThrow();
    json.remove("_comment");
    String body = json.has("body") ? json.get("body").toString() : json.toString();
    return (ObjectNode)
        json(body.replace("skip_thought_signature_validator", SKIP).replace("\"low\"", "\"LOW\""));
  }

  private static JsonNode input(String name) {
    return Json.tree(Cases.read(name)).orElseThrow();
  }

  @Test
  void aRequestOfClaudeCodesIsOneOfGemini3() throws Exception {
    JsonNode in = input("12-request.in.anthropic.json");
    JsonNode tool = in.path("tools").get(0);
    RequestDraft asked =
        draft()
            .maxTokens(4096)
            .system(text(in.path("system").get(0).path("text").asText()))
            .system(text(in.path("system").get(1).path("text").asText()))
            .reasoning(
                new Reasoning(
                    Reasoning.Mode.BUDGETED,
                    OptionalLong.of(8000),
                    Optional.empty(),
                    Reasoning.Display.UNSAID))
            .tool(new Tool.Function("Read", "Read a file", (ObjectNode) tool.path("input_schema")))
            .toolChoice(new ToolChoice.Auto())
            .oneToolAtATime(true)
            .sampling(
                new Sampling(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    List.of("<END>")))
            .turn(Turn.of(Turn.Role.USER, text("Read logo and notes")))
            .turn(
                Turn.of(
                    Turn.Role.ASSISTANT,
                    new ContentBlock.Thinking("Read both.", "EqQBCkYfixture"),
                    text("Reading."),
                    new ContentBlock.ToolUse(
                        "toolu_A", "Read", object("{'file_path':'/logo.png'}")),
                    new ContentBlock.ToolUse(
                        "toolu_B", "Read", object("{'file_path':'/notes.md'}"))))
            .turn(
                Turn.of(
                    Turn.Role.USER,
                    result("toolu_A", text("image:"), PNG),
                    new ContentBlock.ToolResult(
                        "toolu_B", List.of(text("File does not exist.")), true),
                    text("Continue.")));
    var losses = new Losses();
    assertThat(written(asked, THIRD, losses))
        .isEqualTo(expected("12-request.expected.gemini3.json"));
    assertThat(losses.parts())
        .containsExactlyInAnyOrder(Part.ONE_TOOL_AT_A_TIME, Part.THINKING_GENUINE);
  }

  @Test
  void instructionsInTheMiddleBecomeReminders() throws Exception {
    JsonNode in = input("18-mid-system-request.in.anthropic.json");
    RequestDraft asked =
        draft()
            .maxTokens(4096)
            .system(text(in.path("system").get(0).path("text").asText()))
            .system(text("You are a coding agent."))
            .tool(
                new Tool.Function(
                    "Bash",
                    "Run a command",
                    (ObjectNode) in.path("tools").get(0).path("input_schema")))
            .tool(tool("Deploy"))
            .reasoning(Reasoning.of(Effort.HIGH).shown(Reasoning.Display.OMITTED))
            .turn(Turn.of(Turn.Role.USER, text("list files")))
            .turn(
                Turn.of(
                    Turn.Role.ASSISTANT,
                    new ContentBlock.Thinking("", "EqQBRml4dHVyZQ=="),
                    new ContentBlock.ToolUse("toolu_18a", "Bash", object("{'command':'ls'}"))))
            .turn(Turn.of(Turn.Role.USER, result("toolu_18a", text("a.txt\nb.txt"))))
            .turn(
                Turn.of(
                    Turn.Role.SYSTEM,
                    text("The current date is 2026-11-21."),
                    new ContentBlock.Unknown(
                        "tool_removal", (ObjectNode) in.at("/messages/3/content/1"))))
            .turn(Turn.of(Turn.Role.ASSISTANT, text("Two files: a.txt, b.txt.")))
            .turn(Turn.of(Turn.Role.USER, text("thanks, and the largest?")))
            .turn(
                new Turn(
                    Turn.Role.SYSTEM,
                    List.of(),
                    Map.of("output_config", in.at("/messages/6/output_config"))));
    assertThat(written(asked, THIRD))
        .isEqualTo(expected("18-mid-system-request.expected.gemini3.json"));
  }

  @Test
  void anInstructionBetweenCallAndResultWaitsForTheResult() throws Exception {
    RequestDraft asked =
        called(call("a", "f"))
            .turn(Turn.of(Turn.Role.SYSTEM, text("hurry")))
            .turn(Turn.of(Turn.Role.USER, result("a", text("ok"))));
    JsonNode last = contents(asked, THIRD).get(2).path("parts");
    assertThat(last.get(0).has("functionResponse")).isTrue();
    assertThat(last.get(1).path("text").asText())
        .isEqualTo("<system-reminder>hurry</system-reminder>");
  }

  @Test
  void signaturesComeBackOnTheirOwnPart() throws Exception {
    RequestDraft asked =
        called(
                own("hm", "{'thought':'VEg=','calls':{'b':'Qg=='}}"),
                call("a", "f"),
                call("b", "g"),
                own("", "{'text':'VA==','parts':[{'toolCall':{'id':'1'}}]}"),
                text("done"))
            .turn(Turn.of(Turn.Role.USER, result("a"), result("b")));
    assertThat(contents(asked, THIRD).get(1).path("parts"))
        .isEqualTo(
            json(
                ("[{'text':'hm','thought':true,'thoughtSignature':'VEg='},"
                        + "{'functionCall':{'id':'a','name':'f','args':{'a':1}},"
                        + "'thoughtSignature':'SKIP'},"
                        + "{'functionCall':{'id':'b','name':'g','args':{'a':1}},"
                        + "'thoughtSignature':'Qg=='},"
                        + "{'toolCall':{'id':'1'}},"
                        + "{'text':'done','thoughtSignature':'VA=='}]")
                    .replace("SKIP", SKIP)));
  }

  @Test
  void aCallOfAnotherModelsIsMarkedFromGemini3OnAlone() throws Exception {
    RequestDraft asked = called(call("a", "f"), call("b", "f"));
    JsonNode third = contents(asked, THIRD).get(1).path("parts");
    assertThat(third.get(0).path("thoughtSignature").asText()).isEqualTo(SKIP);
    assertThat(third.get(1).has("thoughtSignature")).isFalse();
    assertThat(contents(asked, SECOND).get(1).toString()).doesNotContain("thoughtSignature");
  }

  @Test
  void thinkingOfOthersIsLeftOutWithItsTurn() throws Exception {
    var losses = new Losses();
    var foreign =
        new ContentBlock.Thinking(
            "x", new Envelope(Protocol.OPENAI_RESPONSES, "o", Json.object()).text());
    var elsewhere =
        new ContentBlock.Thinking(
            "x", new Envelope(Protocol.GEMINI, "other", Json.object()).text());
    JsonNode body =
        written(
            called(foreign, elsewhere).turn(Turn.of(Turn.Role.USER, text("and"))), THIRD, losses);
    assertThat(body.path("contents"))
        .isEqualTo(json("[{'role':'user','parts':[{'text':'go'},{'text':'and'}]}]"));
    assertThat(losses.parts()).containsExactly(Part.THINKING_FOREIGN);
  }

  @Test
  void resultsStandInTheOrderOfTheirCallsAndEveryCallHasOne() throws Exception {
    RequestDraft asked =
        called(call("a", "f"), call("b", "g"), call("functions.h:0", "h"))
            .turn(Turn.of(Turn.Role.USER, text("so"), result("b", text("2")), result("a")));
    assertThat(contents(asked, SECOND).get(2).path("parts"))
        .isEqualTo(
            json(
                "[{'functionResponse':{'id':'a','name':'f','response':{'output':''}}},"
                    + "{'functionResponse':{'id':'b','name':'g','response':{'output':'2'}}},"
                    + "{'functionResponse':{'id':'functions.h:0','name':'h',"
                    + "'response':{'error':'(no output)'}}},{'text':'so'}]"));
  }

  @Test
  void anIdThatWasMadeLegalIsTheOriginalAgain() throws Exception {
    String legal = ToolIds.legal("functions.h:0");
    JsonNode all = contents(called(call(legal, "h")), SECOND);
    assertThat(all.toString()).contains("functions.h:0").doesNotContain("toolu_x");
  }

  @Test
  void picturesOfResultsLieInsideFromGemini3OnAndBehindBefore() throws Exception {
    RequestDraft asked =
        called(call("a", "f"), call("b", "f"))
            .turn(Turn.of(Turn.Role.USER, result("a", text("see"), PNG), result("b")));
    JsonNode third = contents(asked, THIRD).get(2).path("parts");
    assertThat(third).hasSize(2);
    assertThat(third.get(0).at("/functionResponse/parts/0/inlineData/mimeType").asText())
        .isEqualTo("image/png");
    JsonNode second = contents(asked, SECOND).get(2).path("parts");
    assertThat(second).hasSize(3);
    assertThat(second.get(0).path("functionResponse").has("parts")).isFalse();
    assertThat(second.get(2).has("inlineData")).isTrue();
  }

  @Test
  void anOrphanedResultIsText() throws Exception {
    var losses = new Losses();
    JsonNode body = written(asking(result("gone", text("42")), text("so?")), THIRD, losses);
    assertThat(body.path("contents"))
        .isEqualTo(json("[{'role':'user','parts':[{'text':'42'},{'text':'so?'}]}]"));
    assertThat(losses.parts()).containsExactly(Part.TOOL_RESULT_TEXT);
  }

  @Test
  void theLastWordIsTheUsers() throws Exception {
    var losses = new Losses();
    JsonNode all = written(called(text("Once upon")), THIRD, losses).path("contents");
    assertThat(all.get(2)).isEqualTo(json("{'role':'user','parts':[{'text':'(continue)'}]}"));
    assertThat(losses.parts()).containsExactly(Part.PREFILL);
  }

  @Test
  void addressesAreGivenToGemini3AndRefusedBefore() throws Exception {
    var picture = new ContentBlock.Image(new Source.Url("https://a.test/b.JPG?x=1"));
    assertThat(contents(asking(picture), THIRD).get(0).path("parts").get(0))
        .isEqualTo(
            json("{'fileData':{'mimeType':'image/jpeg','fileUri':'https://a.test/b.JPG?x=1'}}"));
    assertThatThrownBy(() -> written(asking(picture), SECOND))
        .isInstanceOf(Inexpressible.class)
        .hasMessage(
            "image.source.url is not fetched by models before Gemini 3; send the content as"
                + " base64");
  }

  @Test
  void anUpstreamThatTakesNoPicturesRefusesThem() {
    var blind = new Target("g1", THIRD, new UpstreamOptions(false, false));
    assertThatThrownBy(
            () -> GeminiUpstream.INSTANCE.write(asking(PNG).request(), blind, new Losses()))
        .isInstanceOf(Inexpressible.class)
        .hasMessage("image.source.base64 is not taken by this upstream; leave the picture out");
  }

  @Test
  void namesOfToolsAreOnesThatGeminiTakes() throws Exception {
    String longName = "mcp__" + "server".repeat(12) + "__tool";
    RequestDraft asked =
        called(new ContentBlock.ToolUse("a", longName, Json.object()))
            .tool(tool(longName))
            .tool(tool("9-lives"))
            .toolChoice(new ToolChoice.Named(longName));
    JsonNode body = written(asked, THIRD);
    String sent = body.at("/tools/0/functionDeclarations/0/name").asText();
    assertThat(sent).matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}").isNotEqualTo(longName);
    assertThat(body.at("/tools/0/functionDeclarations/1/name").asText())
        .matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
    assertThat(body.at("/contents/1/parts/0/functionCall/name").asText()).isEqualTo(sent);
    assertThat(body.at("/contents/2/parts/0/functionResponse/name").asText()).isEqualTo(sent);
    assertThat(body.path("toolConfig"))
        .isEqualTo(
            json(
                "{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['"
                    + sent
                    + "']}}"));
  }

  @Test
  void toolsOfGooglesStandBesideFunctionsFromGemini3OnAlone() throws Exception {
    var search =
        new Tool.WebSearch(
            Tool.WebSearch.TYPE, "web_search", 0, List.of(), List.of(), Optional.empty(), Map.of());
    assertThat(written(asking(text("x")).tool(search), SECOND).path("tools"))
        .isEqualTo(json("[{'googleSearch':{}}]"));
    RequestDraft both = asking(text("x")).tool(search).tool(tool("f"));
    assertThat(written(both, SECOND).path("tools")).hasSize(1);
    JsonNode third = written(both, THIRD);
    assertThat(third.path("tools")).hasSize(2);
    assertThat(third.path("toolConfig"))
        .isEqualTo(json("{'includeServerSideToolInvocations':true}"));
  }

  @Test
  void theFormOfAnAnswerIsAskedForInWordsBesideFunctionsBeforeGemini3() throws Exception {
    RequestDraft asked =
        asking(text("x"))
            .tool(tool("f"))
            .format(
                new AnswerFormat.JsonSchema(
                    Optional.empty(), object("{'type':'object'}"), Optional.empty()));
    assertThat(written(asked, THIRD).path("generationConfig"))
        .isEqualTo(
            json(
                "{'maxOutputTokens':100,'responseMimeType':'application/json',"
                    + "'responseJsonSchema':{'type':'object'}}"));
    var losses = new Losses();
    JsonNode second = written(asked, SECOND, losses);
    assertThat(second.path("systemInstruction").toString()).contains("obeys this schema");
    assertThat(losses.parts()).containsExactly(Part.FORMAT_SCHEMA);
  }

  @Test
  void theFirstFiveStopsAreSent() throws Exception {
    var losses = new Losses();
    RequestDraft asked =
        asking(text("x"))
            .sampling(
                new Sampling(
                    OptionalDouble.of(0.5),
                    OptionalDouble.of(0.9),
                    OptionalLong.of(40),
                    List.of("1", "2", "3", "4", "5", "6")));
    assertThat(written(asked, THIRD, losses).path("generationConfig"))
        .isEqualTo(
            json(
                "{'maxOutputTokens':100,'temperature':0.5,'topP':0.9,'topK':40,"
                    + "'stopSequences':['1','2','3','4','5']}"));
    assertThat(losses.line()).isEqualTo("stop_sequences are cut to the first 5");
  }

  @Test
  void modelsBeforeThinkingGetTheOlderSchema() throws Exception {
    RequestDraft asked =
        asking(text("x"))
            .tool(
                new Tool.Function(
                    "f",
                    "",
                    object("{'type':'object','properties':{'a':{'type':['string','null']}}}")))
            .tool(tool("empty"));
    JsonNode functions = written(asked, "gemini-2.0-flash").at("/tools/0/functionDeclarations");
    assertThat(functions.get(0).path("parameters"))
        .isEqualTo(json("{'type':'object','properties':{'a':{'type':'string','nullable':true}}}"));
    assertThat(functions.get(1)).isEqualTo(json("{'name':'empty'}"));
  }

  @Test
  void thePathNamesTheModelAndACountAsksForTheWholeRequest() throws Exception {
    var request = asking(text("x")).request();
    assertThat(GeminiUpstream.INSTANCE.write(request, Cases.target(THIRD), new Losses()).path())
        .isEqualTo("/models/gemini-3-flash-preview:streamGenerateContent?alt=sse");
    assertThat(
            GeminiUpstream.INSTANCE
                .write(request, Cases.target("tunedModels/a b"), new Losses())
                .path())
        .isEqualTo("/tunedModels/a%20b:streamGenerateContent?alt=sse");
    var count = GeminiUpstream.INSTANCE.count(request, Cases.target(THIRD)).orElseThrow();
    assertThat(count.path()).isEqualTo("/models/gemini-3-flash-preview:countTokens");
    assertThat(Json.tree(count.body()).orElseThrow().path("generateContentRequest"))
        .isEqualTo(
            json(
                "{'model':'models/gemini-3-flash-preview','contents':[{'role':'user','parts':"
                    + "[{'text':'x'}]}],'generationConfig':{'maxOutputTokens':100}}"));
    assertThat(count.tokens(json("{'totalTokens':31}"))).hasValue(31);
    assertThat(count.tokens(json("{'error':{}}"))).isEmpty();
  }

  @Test
  void theSameRequestIsTheSameBytes() throws Exception {
    var rest = Map.<String, JsonNode>of("b", json("1"), "a", json("2"), "c", json("3"));
    var first = new Losses();
    RequestDraft asked = asking(new ContentBlock.Text("x", List.of(), Optional.empty(), rest));
    assertThat(written(asked, THIRD, first).toString()).isEqualTo(written(asked, THIRD).toString());
    assertThat(first.line())
        .isEqualTo(
            "a member of an unknown name is left out: a of a text; a member of an unknown name is"
                + " left out: b of a text; a member of an unknown name is left out: c of a text");
  }
}
