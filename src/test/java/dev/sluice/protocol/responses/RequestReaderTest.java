package dev.sluice.protocol.responses;

import static dev.sluice.protocol.responses.Conversions.json;
import static dev.sluice.protocol.responses.Conversions.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.Turn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestReaderTest {

  private final Losses losses = new Losses();

  private static MessageRequest message(String quoted) {
    return read(quoted).message();
  }

  private static List<Turn> turns(String input) {
    return message("{'model':'m','input':" + input + "}").turns();
  }

  private static ContentBlock.ToolResult result(String id, String text) {
    return new ContentBlock.ToolResult(id, List.of(new ContentBlock.Text(text)), false);
  }

  private static ContentBlock.ToolUse call(String id) {
    return new ContentBlock.ToolUse(id, "f", Json.object());
  }

  @Test
  void theCaseOfTheCatalogueHolds() {
    ObjectNode body =
        (ObjectNode)
            Json.tree(Conversions.fixture("16-codex-request.in.responses.json")).orElseThrow();
    MessageRequest request = read(Conversions.CODEX, body, losses).message();
    assertThat(request.system())
        .containsExactly(
            new ContentBlock.Text("You are Codex."), new ContentBlock.Text("Sandbox: read-only"));
    assertThat(request.turns())
        .containsExactly(
            Turn.of(Turn.Role.USER, new ContentBlock.Text("fix")),
            Turn.of(
                Turn.Role.ASSISTANT,
                new ContentBlock.Thinking("think", "EqQBCkYfixture"),
                new ContentBlock.ToolUse("c1", "shell", json("{'command':['ls']}"))),
            Turn.of(Turn.Role.USER, result("c1", "a.txt")),
            Turn.of(
                Turn.Role.ASSISTANT,
                new ContentBlock.ToolUse(
                    "c2", "apply_patch", json("{'input':'*** Begin Patch\\n*** End Patch'}"))),
            Turn.of(Turn.Role.USER, result("c2", "Done")));
    assertThat(request.tools())
        .extracting(Tool::name)
        .containsExactly("shell", "apply_patch", "web_search");
    assertThat(((Tool.Function) request.tools().get(1)).inputSchema())
        .isEqualTo(
            json(
                "{'type':'object','properties':{'input':{'type':'string'}},"
                    + "'required':['input']}"));
    assertThat(request.toolChoice()).contains(new ToolChoice.Auto());
    assertThat(request.oneToolAtATime()).isFalse();
    assertThat(request.stream()).isTrue();
    assertThat(request.reasoning())
        .isEqualTo(Reasoning.of(Effort.HIGH).shown(Reasoning.Display.SUMMARIZED));
    assertThat(losses.warnings()).containsExactly("tools[apply_patch].format is not enforced");
  }

  @Test
  void aTextAloneIsWhatTheUserSays() {
    MessageRequest request = message("{'model':'m','instructions':'be brief','input':'hi'}");
    assertThat(request.system()).containsExactly(new ContentBlock.Text("be brief"));
    assertThat(request.turns())
        .containsExactly(Turn.of(Turn.Role.USER, new ContentBlock.Text("hi")));
  }

  @Test
  void instructionsInTheMiddleStayThere() {
    assertThat(
            turns(
                "[{'role':'user','content':'a'},{'role':'developer','content':'b'},"
                    + "{'role':'user','content':'c'}]"))
        .containsExactly(
            Turn.of(Turn.Role.USER, new ContentBlock.Text("a")),
            Turn.of(Turn.Role.SYSTEM, new ContentBlock.Text("b")),
            Turn.of(Turn.Role.USER, new ContentBlock.Text("c")));
  }

  @Test
  void callsMadeTogetherAreAnsweredTogetherInTheirOrder() {
    assertThat(turns("[" + f("a") + "," + f("b") + "," + out("b") + "," + out("a") + "]"))
        .containsExactly(
            Turn.of(Turn.Role.ASSISTANT, call("a"), call("b")),
            Turn.of(Turn.Role.USER, result("a", "r a"), result("b", "r b")));
  }

  @Test
  void whatStandsBetweenACallAndItsOutputComesAfterIt() {
    String developer = "{'role':'developer','content':'d'}";
    String user = "{'role':'user','content':'u'}";
    assertThat(turns("[" + f("a") + "," + developer + "," + user + "," + out("a") + "]"))
        .containsExactly(
            Turn.of(Turn.Role.ASSISTANT, call("a")),
            Turn.of(Turn.Role.USER, result("a", "r a")),
            Turn.of(Turn.Role.SYSTEM, new ContentBlock.Text("d")),
            Turn.of(Turn.Role.USER, new ContentBlock.Text("u")));
  }

  @Test
  void aCallWithoutOutputGetsOneAndAnOutputWithoutCallIsText() {
    ObjectNode body = json("{'model':'m','input':[" + out("lost") + "," + f("a") + "]}");
    assertThat(read(Asked.NOTHING, body, losses).message().turns())
        .containsExactly(
            Turn.of(
                Turn.Role.USER,
                new ContentBlock.Text("Output of the call lost:"),
                new ContentBlock.Text("r lost")),
            Turn.of(Turn.Role.ASSISTANT, call("a")),
            Turn.of(
                Turn.Role.USER,
                new ContentBlock.ToolResult(
                    "a", List.of(new ContentBlock.Text("(no output)")), true)));
    assertThat(losses.warnings())
        .containsExactly(
            "output of lost has no call and becomes text",
            "call a has no output; \"(no output)\" is sent as one");
  }

  private static String f(String id) {
    return "{'type':'function_call','call_id':'" + id + "','name':'f','arguments':'{}'}";
  }

  private static String out(String id) {
    return "{'type':'function_call_output','call_id':'" + id + "','output':'r " + id + "'}";
  }

  @Test
  void thinkingOfEveryOriginKeepsItsSignature() {
    String gemini = new Envelope(Protocol.GEMINI, "g", Json.object().put("a", 1)).text();
    String native1 =
        new Envelope(
                Protocol.OPENAI_RESPONSES,
                Envelope.ANYWHERE,
                Json.object().put("id", "rs_1").put("encrypted_content", "gAAA"))
            .text();
    assertThat(
            turns(
                "["
                    + reasoning(Signed.encrypted("EqQB"))
                    + ","
                    + reasoning(gemini)
                    + ","
                    + reasoning("gAAA")
                    + ","
                    + reasoning(Signed.encryptedData("opaque"))
                    + ",{'type':'reasoning','summary':[{'type':'summary_text','text':'a'},"
                    + "{'type':'summary_text','text':'b'}]}]"))
        .containsExactly(
            Turn.of(
                Turn.Role.ASSISTANT,
                new ContentBlock.Thinking("t", "EqQB"),
                new ContentBlock.Thinking("t", gemini),
                new ContentBlock.Thinking("t", native1),
                new ContentBlock.RedactedThinking("opaque"),
                new ContentBlock.Thinking("a\n\nb", "")));
  }

  private static String reasoning(String encrypted) {
    return "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'t'}],"
        + "'encrypted_content':'"
        + encrypted
        + "'}";
  }

  @Test
  void picturesAndFilesAreRead() {
    assertThat(
            turns(
                "[{'role':'user','content':["
                    + "{'type':'input_image','image_url':'data:image/png;base64,AA=='},"
                    + "{'type':'input_image','image_url':'https://a/b.png'},"
                    + "{'type':'input_file','filename':'r.pdf','file_data':"
                    + "'data:application/pdf;base64,JVBE'},"
                    + "{'type':'input_file','filename':'n.txt','file_data':"
                    + "'data:text/plain;base64,aGk='}]}]"))
        .containsExactly(
            Turn.of(
                Turn.Role.USER,
                new ContentBlock.Image(new Source.Base64("image/png", "AA==")),
                new ContentBlock.Image(new Source.Url("https://a/b.png")),
                new ContentBlock.Document(
                    new Source.Base64("application/pdf", "JVBE"), Optional.of("r.pdf")),
                new ContentBlock.Document(
                    new Source.PlainText("text/plain", "hi"), Optional.of("n.txt"))));
  }

  @Test
  void theShellsOfOpenAiAreToolsLikeOthers() {
    MessageRequest request =
        message(
            "{'model':'m','tools':[{'type':'local_shell'}],'input':["
                + "{'type':'local_shell_call','call_id':'c','action':{'type':'exec',"
                + "'command':['ls']}},{'type':'local_shell_call_output','id':'c','output':'a'}]}");
    assertThat(request.tools()).extracting(Tool::name).containsExactly("local_shell");
    assertThat(request.turns())
        .containsExactly(
            Turn.of(
                Turn.Role.ASSISTANT,
                new ContentBlock.ToolUse("c", "local_shell", json("{'command':['ls']}"))),
            Turn.of(Turn.Role.USER, result("c", "a")));
  }

  @Test
  void whatAShellGaveIsText() {
    assertThat(
            turns(
                "[{'type':'shell_call','call_id':'c','action':{'commands':['ls']}},"
                    + "{'type':'shell_call_output','call_id':'c','output':[{'stdout':'a',"
                    + "'stderr':'','outcome':{'type':'exit','exit_code':2}}]}]"))
        .contains(Turn.of(Turn.Role.USER, result("c", "a\n(exit code 2)")));
  }

  @Test
  void toolsOfANamespaceCarryItInTheirNames() {
    MessageRequest request =
        message(
            "{'model':'m','tools':[{'type':'namespace','name':'mcp__git','tools':["
                + "{'type':'function','name':'log'}]}],'input':[{'type':'additional_tools',"
                + "'role':'developer','tools':[{'type':'function','name':'more'}]},"
                + "{'type':'function_call','namespace':'mcp__git','name':'log','call_id':'c',"
                + "'arguments':''}]}");
    assertThat(request.tools()).extracting(Tool::name).containsExactly("mcp__git__log", "more");
    assertThat(((ContentBlock.ToolUse) request.turns().getFirst().content().getFirst()).name())
        .isEqualTo("mcp__git__log");
  }

  @Test
  void onlyAllowedToolsAreLeft() {
    MessageRequest request =
        message(
            "{'model':'m','input':'x','tools':[{'type':'function','name':'a'},"
                + "{'type':'function','name':'b'}],'parallel_tool_calls':false,"
                + "'tool_choice':{'type':'allowed_tools','mode':'required','tools':["
                + "{'type':'function','name':'b'}]}}");
    assertThat(request.tools()).extracting(Tool::name).containsExactly("b");
    assertThat(request.toolChoice()).contains(new ToolChoice.Any());
    assertThat(request.oneToolAtATime()).isTrue();
  }

  @Test
  void theLastEffortCounts() {
    assertThat(
            message(
                    "{'model':'m','reasoning':{'effort':'low'},'input':[{'role':'user',"
                        + "'content':'x'},{'type':'configuration_update',"
                        + "'reasoning':{'effort':'xhigh'}}]}")
                .reasoning()
                .effort())
        .contains(Effort.XHIGH);
  }

  @Test
  void settingsAreRead() {
    MessageRequest request =
        message(
            "{'model':'m','input':'x','max_output_tokens':99,'temperature':0.5,'top_p':0.9,"
                + "'user':'u','prompt_cache_key':'k','service_tier':'default',"
                + "'text':{'format':{'type':'json_schema','name':'n','schema':{},"
                + "'strict':true}}}");
    assertThat(request.maxTokens()).hasValue(99);
    assertThat(request.sampling().temperature()).hasValue(0.5);
    assertThat(request.sampling().topP()).hasValue(0.9);
    assertThat(request.user()).contains("u");
    assertThat(request.conversation()).contains("k");
    assertThat(request.serviceTier()).contains("standard_only");
    assertThat(request.format())
        .contains(new AnswerFormat.JsonSchema(Optional.of("n"), Json.object(), Optional.of(true)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|{'input':'x'}|,/model,|model: is required; send it|",
        "|{'model':'m'}|,/input,|input: is required; send it|",
        "|{'model':'m','input':1}|,/input,|input: is the number 1; send a string or an array of"
            + " items|",
        "|{'model':'m','input':[1]}|,/input/0,|input.0: is the number 1; send an object|",
        "|{'model':'m','input':[{'role':'robot','content':'x'}]}|,/input/0/role,|input.0.role: is"
            + " \"robot\"; send user, assistant, system or developer|",
        "|{'model':'m','input':[{'role':'user','content':[{'type':'input_image',"
            + "'image_url':'data:x'}]}]}|,/input/0/content/0/image_url,|input.0.content.0.image_url:"
            + " is a data URL without a media type or base64; send data:TYPE;base64,...|",
        "|{'model':'m','input':[{'role':'user','content':[{'type':'input_image',"
            + "'image_url':'ftp://x'}]}]}|,/input/0/content/0/image_url,|input.0.content.0.image_url:"
            + " is no address; send an http, https or data URL|",
        "|{'model':'m','input':[{'type':'function_call','call_id':'','name':'f'}]}|,"
            + "/input/0/call_id,|input.0.call_id: is empty; send the id that the call came with|",
        "|{'model':'m','input':'x','temperature':3}|,/temperature,|temperature: is 3.0; send a"
            + " number from 0 to 2|",
        "|{'model':'m','input':'x','tool_choice':'maybe'}|,/tool_choice,|tool_choice: is \"maybe\";"
            + " send auto, none, required or a tool|",
        "|{'model':'m','input':'x','reasoning':{'effort':'huge'}}|,/reasoning/effort,|reasoning.effort:"
            + " is \"huge\"; send none, minimal, low, medium, high, xhigh or max|",
        "|{'model':'m','input':'x','text':{'format':{'type':'xml'}}}|,/text/format/type,"
            + "|text.format.type: is \"xml\"; send text, json_object or json_schema|",
        "|{'model':'m','input':[{'role':'user','content':[{'type':'input_file',"
            + "'file_data':'data:text/plain;base64,?'}]}]}|,/input/0/content/0/file_data,"
            + "|input.0.content.0.file_data: is no base64; send the file's bytes as base64|",
      })
  void whatIsMalformedIsNamed(String body, String pointer, String words) {
    assertThatThrownBy(() -> ResponsesCaller.INSTANCE.read(Asked.NOTHING, json(body), losses))
        .isInstanceOfSatisfying(
            MalformedRequest.class, e -> assertThat(e.pointer()).isEqualTo(pointer))
        .hasMessage(words);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "|'previous_response_id':'resp_1'|,|previous_response_id is not supported by this channel:"
            + " nothing is stored; send the whole conversation|",
        "|'conversation':'conv_1'|,|conversation is not supported by this channel: nothing is"
            + " stored; send the whole conversation|",
        "|'background':true|,|background is not supported by this channel: nothing runs on behind"
            + " a request; send false|",
        "|'prompt':{'id':'p'}|,|prompt is not supported by this channel: it lies in OpenAI's own"
            + " store; send its text|",
        "|'tools':[{'type':'file_search'}]|,|tools[file_search] runs at OpenAI alone; leave it out"
            + " or use an OpenAI channel|",
        "|'tool_choice':{'type':'image_generation'}|,|tool_choice[image_generation] runs at OpenAI"
            + " alone; use an OpenAI channel|",
        "|'input':[{'type':'item_reference','id':'i'}]|,|item_reference lies in OpenAI's own"
            + " store; send the items themselves|",
        "|'input':[{'type':'compaction','encrypted_content':'x'}]|,|compaction lies in OpenAI's"
            + " own store; send the items themselves|",
        "|'input':[{'role':'user','content':[{'type':'input_image','file_id':'f'}]}]|,"
            + "|input_image.file_id lies in OpenAI's own store; send the content itself or its"
            + " address|",
        "|'input':[{'role':'user','content':[{'type':'input_audio'}]}]|,|input_audio is not"
            + " understood; send a transcript|",
      })
  void whatNobodyElseCanDoIsRefusedByName(String member, String words) {
    ObjectNode body = json("{'model':'m','input':'x'}");
    body.setAll(json("{" + member + "}"));
    assertThatThrownBy(() -> ResponsesCaller.INSTANCE.read(Asked.NOTHING, body, losses))
        .isInstanceOf(Inexpressible.class)
        .hasMessage(words);
  }

  @Test
  void everyMemberIsTreatedAsTheTableSays() {
    for (Treatment each : ResponsesCaller.INSTANCE.treatments()) {
      var lost = new Losses();
      ObjectNode body = json("{'model':'m','input':'x'}");
      body.setAll(json("{" + sample(each.part()) + "}"));
      switch (each.kind()) {
        case REFUSED ->
            assertThatThrownBy(() -> ResponsesCaller.INSTANCE.read(Asked.NOTHING, body, lost))
                .isInstanceOf(Inexpressible.class)
                .hasMessageStartingWith(each.part());
        case DEGRADED -> {
          read(Asked.NOTHING, body, lost);
          assertThat(lost.warnings()).singleElement().asString().startsWith(each.part());
        }
        case CARRIED, MAPPED, DROPPED -> {
          read(Asked.NOTHING, body, lost);
          assertThat(lost.warnings()).as(each.part()).isEmpty();
        }
      }
    }
  }

  private static String sample(String member) {
    return switch (member) {
      case "model", "input", "instructions", "user", "safety_identifier", "prompt_cache_key" ->
          "'" + member + "':'x'";
      case "max_output_tokens", "top_p", "temperature", "top_logprobs", "max_tool_calls" ->
          "'" + member + "':1";
      case "stream", "store", "parallel_tool_calls", "background" -> "'" + member + "':true";
      case "tools" -> "'tools':[{'type':'function','name':'f'}]";
      case "tool_choice", "service_tier", "truncation" -> "'" + member + "':'auto'";
      case "include" -> "'include':['reasoning.encrypted_content']";
      case "reasoning" -> "'reasoning':{'effort':'low','summary':'auto'}";
      case "text" -> "'text':{'format':{'type':'json_object'}}";
      default -> "'" + member + "':{'x':'y'}";
    };
  }

  @Test
  void aMemberThatNobodyKnowsIsWarnedOf() {
    read(Asked.NOTHING, json("{'model':'m','input':'x','frobnicate':1}"), losses);
    assertThat(losses.warnings())
        .containsExactly("frobnicate is not understood by other protocols");
  }

  @Test
  void aCountIsToldAsOpenAiTellsIt() {
    assertThat(new String(ResponsesCaller.INSTANCE.count(7), UTF_8))
        .isEqualTo("{\"object\":\"response.input_tokens\",\"input_tokens\":7}");
  }
}
