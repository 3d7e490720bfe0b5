package dev.sluice.protocol.chat;

import static dev.sluice.protocol.chat.Cases.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.Turn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of clients of Chat. */
final class ChatCallerTest {

  private static final String USER = "{'role':'user','content':'a'}";

  private static CallerRequest read(String body, Losses losses) throws Exception {
    return ChatCaller.INSTANCE.read(Asked.NOTHING, json(body), losses);
  }

  private static MessageRequest read(String members) throws Exception {
    return read("{'model':'m','messages':[" + USER + "]" + members + "}", new Losses()).message();
  }

  private static List<Turn> turns(String messages) throws Exception {
    return read("{'model':'m','messages':[" + messages + "]}", new Losses()).message().turns();
  }

  private static ContentBlock text(String text) {
    return new ContentBlock.Text(text);
  }

  @Test
  void leadingInstructionsAreTheSystemLaterOnesStayInPlace() throws Exception {
    MessageRequest request =
        read(
                "{'model':'m','messages':[{'role':'system','content':'s'},"
                    + "{'role':'developer','content':[{'type':'text','text':'d'}]},"
                    + USER
                    + ",{'role':'system','content':'later'}]}",
                new Losses())
            .message();
    assertThat(request.system()).containsExactly(text("s"), text("d"));
    assertThat(request.turns())
        .containsExactly(
            Turn.of(Turn.Role.USER, text("a")), Turn.of(Turn.Role.SYSTEM, text("later")));
  }

  private static final String CALLING =
      "{'role':'assistant','content':null,'tool_calls':["
          + "{'id':'c1','type':'function','function':{'name':'A','arguments':''}},"
          + "{'id':'c2','type':'function','function':{'name':'B','arguments':'no json'}},"
          + "{'id':'functions.C:0','type':'function','function':{'name':'C','arguments':'{}'}}]}";

  @Test
  void resultsAreOneTurnWithWhatTheUserSaysNext() throws Exception {
    var turns =
        turns(
            USER
                + ","
                + CALLING
                + ",{'role':'tool','tool_call_id':'c1','content':'1'},"
                + "{'role':'tool','tool_call_id':'c2','content':[{'type':'text','text':'2'}]},"
                + "{'role':'tool','tool_call_id':'functions.C:0','content':''},"
                + USER);
    assertThat(turns).hasSize(3);
    assertThat(turns.get(1).content())
        .containsExactly(
            new ContentBlock.ToolUse("c1", "A", Json.object()),
            new ContentBlock.ToolUse("c2", "B", Json.object().put("_raw", "no json")),
            new ContentBlock.ToolUse("toolu_x66756e6374696f6e732e433a30", "C", Json.object()));
    assertThat(turns.get(2))
        .isEqualTo(
            Turn.of(
                Turn.Role.USER,
                new ContentBlock.ToolResult("c1", List.of(text("1")), false),
                new ContentBlock.ToolResult("c2", List.of(text("2")), false),
                new ContentBlock.ToolResult("toolu_x66756e6374696f6e732e433a30", List.of(), false),
                text("a")));
  }

  @Test
  void legacyFunctionsAreTools() throws Exception {
    MessageRequest request =
        read(
                "{'model':'m','functions':[{'name':'f'}],'function_call':{'name':'f'},'messages':["
                    + USER
                    + ",{'role':'assistant','content':null,'function_call':{'name':'f','arguments':'{}'}},"
                    + "{'role':'function','name':'f','content':'r'}]}",
                new Losses())
            .message();
    assertThat(request.tools()).extracting(Tool::name).containsExactly("f");
    assertThat(request.toolChoice()).contains(new ToolChoice.Named("f"));
    assertThat(request.turns().getLast().content())
        .containsExactly(new ContentBlock.ToolResult("call_1_f", List.of(text("r")), false));
  }

  @Test
  void picturesAndFilesAreRead() throws Exception {
    var turns =
        turns(
            "{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'https://e/a.png','detail':'low'}},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AA'}},"
                + "{'type':'file','file':{'filename':'t.pdf','file_data':'data:application/pdf;base64,AA'}},"
                + "{'type':'file','file':{'file_data':'data:text/plain;base64,aGk='}}]}");
    assertThat(turns.getFirst().content())
        .containsExactly(
            new ContentBlock.Image(new Source.Url("https://e/a.png")),
            new ContentBlock.Image(new Source.Base64("image/png", "AA")),
            new ContentBlock.Document(
                new Source.Base64("application/pdf", "AA"), Optional.of("t.pdf")),
            new ContentBlock.Document(new Source.PlainText("text/plain", "hi"), Optional.empty()));
  }

  @Test
  void thinkingComesBackUnderItsSignatures() throws Exception {
    var turns =
        turns(
            USER
                + ",{'role':'assistant','content':'b','reasoning_content':'onetwo','reasoning_details':["
                + "{'type':'reasoning.text','signature':'S1','format':'anthropic-claude-v1','index':0,'length':3},"
                + "{'type':'reasoning.encrypted','data':'D','format':'anthropic-claude-v1','index':1},"
                + "{'type':'reasoning.text','signature':'S2','format':'anthropic-claude-v1','index':2,'length':3}]}");
    assertThat(turns.getLast().content())
        .containsExactly(
            new ContentBlock.Thinking("one", "S1"),
            new ContentBlock.RedactedThinking("D"),
            new ContentBlock.Thinking("two", "S2"),
            text("b"));
  }

  @Test
  void thinkingWithoutASignatureIsOfChats() throws Exception {
    var turns = turns(USER + ",{'role':'assistant','content':'b','reasoning_content':'hm'}");
    assertThat(turns.getLast().content().getFirst())
        .isEqualTo(
            new ContentBlock.Thinking(
                "hm", new Envelope(Protocol.OPENAI_CHAT, Envelope.ANYWHERE, Json.object()).text()));
  }

  @Test
  void limitsAndSamplingAreRead() throws Exception {
    MessageRequest request =
        read(
            ",'max_tokens':5,'max_completion_tokens':7,'temperature':1.5,'top_p':0.5,'top_k':3,"
                + "'stop':['x',' '],'stream':true");
    assertThat(request.maxTokens()).hasValue(7);
    assertThat(request.sampling().temperature()).hasValue(1.5);
    assertThat(request.sampling().topP()).hasValue(0.5);
    assertThat(request.sampling().topK()).hasValue(3);
    assertThat(request.sampling().stopSequences()).containsExactly("x");
    assertThat(request.stream()).isTrue();
    assertThat(read(",'stop':'y'").sampling().stopSequences()).containsExactly("y");
  }

  @Test
  void effortIsRead() throws Exception {
    assertThat(read(",'reasoning_effort':'low'").reasoning().level()).contains(Effort.LOW);
    assertThat(read(",'reasoning_effort':'none'").reasoning().level()).contains(Effort.NONE);
    assertThat(read(",'reasoning':{'max_tokens':3000}").reasoning().budget()).hasValue(3000);
    assertThat(read(",'reasoning':{'effort':'high'}").reasoning().level()).contains(Effort.HIGH);
  }

  @Test
  void customToolsBecomeFunctionsWithOneArgument() throws Exception {
    var losses = new Losses();
    CallerRequest request =
        read(
            "{'model':'m','messages':["
                + USER
                + ",{'role':'assistant','tool_calls':[{'id':'c','type':'custom','custom':{'name':'p','input':'x'}}]},"
                + "{'role':'tool','tool_call_id':'c','content':'ok'}],"
                + "'tools':[{'type':'custom','custom':{'name':'p','format':{'type':'grammar'}}}]}",
            losses);
    assertThat(request.message().tools().getFirst())
        .isEqualTo(new Tool.Function("p", "", CustomTools.schema()));
    assertThat(request.message().turns().get(1).content().getFirst())
        .isEqualTo(new ContentBlock.ToolUse("c", "p", Json.object().put("input", "x")));
    assertThat(losses.line()).contains("tools.custom.format");
  }

  @Test
  void choicesAreRead() throws Exception {
    String tools =
        ",'tools':[{'type':'function','function':{'name':'A','strict':true}},"
            + "{'type':'function','function':{'name':'B'}}],'tool_choice':";
    assertThat(read(tools + "'required'").toolChoice()).contains(new ToolChoice.Any());
    assertThat(read(tools + "'none'").toolChoice()).contains(new ToolChoice.None());
    assertThat(read(tools + "{'type':'function','function':{'name':'B'}}").toolChoice())
        .contains(new ToolChoice.Named("B"));
    MessageRequest allowed =
        read(
            tools
                + "{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':["
                + "{'type':'function','function':{'name':'B'}}]}},'parallel_tool_calls':false");
    assertThat(allowed.tools()).extracting(Tool::name).containsExactly("B");
    assertThat(allowed.toolChoice()).contains(new ToolChoice.Any());
    assertThat(allowed.oneToolAtATime()).isTrue();
  }

  @Test
  void theFormIsRead() throws Exception {
    assertThat(read(",'response_format':{'type':'json_object'}").format())
        .contains(new AnswerFormat.JsonObject());
    assertThat(
            read(",'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{},"
                    + "'strict':true}}")
                .format())
        .contains(new AnswerFormat.JsonSchema(Optional.of("n"), Json.object(), Optional.of(true)));
  }

  @Test
  void aSearchIsATool() throws Exception {
    MessageRequest request =
        read(
            ",'web_search_options':{'user_location':{'type':'approximate','approximate':{'city':'Ulm'}}}");
    assertThat(request.tools().getFirst())
        .isEqualTo(
            new Tool.WebSearch(
                Tool.WebSearch.TYPE,
                "web_search",
                0,
                List.of(),
                List.of(),
                Optional.of(json("{'type':'approximate','city':'Ulm'}")),
                java.util.Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'messages':[]}|/model|model: is required; send it",
        "{'model':'m'}|/messages|messages: is required; send it",
        "{'model':'m','messages':[]}|/messages|messages: is empty; send at least one message",
        "{'model':'m','messages':[{'role':'system','content':'s'}]}|/messages|messages: has"
            + " instructions alone; send a message of the role user, too",
        "{'model':'m','messages':[{'role':'king','content':'s'}]}|/messages/0/role|messages.0.role:"
            + " is \"king\"; send system, developer, user, assistant or tool",
        "{'model':'m','messages':[{'role':'user','content':1}]}|/messages/0/content|"
            + "messages.0.content: is neither; send a string or an array of parts",
        "{'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':"
            + "{'url':'data:x'}}]}]}|/messages/0/content/0/image_url/url|"
            + "messages.0.content.0.image_url.url: is a data: address without ;base64,; send"
            + " data:TYPE;base64,DATA",
        "{'model':'m','messages':[{'role':'user','content':'a'},{'role':'tool','tool_call_id':'x',"
            + "'content':'r'}]}|/messages/1|messages.1: answers a call that the message of the"
            + " assistant before it does not make; send results right behind the tool_calls that"
            + " they answer",
        "{'model':'m','messages':[{'role':'user','content':'a'}],'temperature':3}|/temperature|"
            + "temperature: is 3; send a number from 0 to 2",
        "{'model':'m','messages':[{'role':'user','content':'a'}],'reasoning_effort':'vast'}|"
            + "/reasoning_effort|reasoning_effort: is \"vast\"; send none, minimal, low, medium,"
            + " high, xhigh or max",
        "{'model':'m','messages':[{'role':'user','content':'a'}],'response_format':{'type':'xml'}}|"
            + "/response_format/type|response_format.type: is \"xml\"; send text, json_object or"
            + " json_schema",
        "{'model':'m','messages':[{'role':'user','content':'a'}],'tool_choice':'some'}|/tool_choice|tool_choice:"
            + " is \"some\"; send auto, none, required or an object of the type function, custom or"
            + " allowed_tools"
      })
  void whatIsWrongIsNamed(String body, String pointer, String message) {
    assertThatThrownBy(() -> read(body, new Losses()))
        .isInstanceOfSatisfying(
            MalformedRequest.class,
            wrong -> {
              assertThat(wrong.getMessage()).isEqualTo(message);
              assertThat(wrong.pointer()).isEqualTo(pointer);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'n':2|n is not understood by other protocols; send 1",
        "'modalities':['audio']|modalities may be text alone for other protocols; leave out audio",
        "'audio':{'voice':'x'}|modalities may be text alone for other protocols; leave out audio",
        "'tools':[{'type':'computer'}]|tools.computer is not understood by other protocols; send a"
            + " function"
      })
  void whatNobodyElseCouldDoIsRefused(String member, String message) {
    assertThatThrownBy(() -> read("," + member))
        .isInstanceOf(Inexpressible.class)
        .hasMessage(message);
  }

  static List<Treatment> treatments() {
    return ChatCaller.INSTANCE.treatments();
  }

  @ParameterizedTest
  @MethodSource("treatments")
  void whatTheTableSaysOfAMemberIsWhatHappens(Treatment said) throws Exception {
    ObjectNode body = json("{'model':'m','messages':[" + USER + "]}");
    body.set(said.part(), sample(said.part()));
    var losses = new Losses();
    try {
      MessageRequest request = ChatCaller.INSTANCE.read(Asked.NOTHING, body, losses).message();
      assertThat(said.kind()).isNotEqualTo(Treatment.Kind.REFUSED);
      assertThat(!losses.isEmpty()).isEqualTo(said.kind() == Treatment.Kind.DEGRADED);
      assertThat(request.rest()).isEmpty();
    } catch (Inexpressible e) {
      assertThat(said.kind()).as(e.getMessage()).isEqualTo(Treatment.Kind.REFUSED);
    }
  }

  private static JsonNode sample(String member) {
    String text =
        switch (member) {
          case "messages" -> "[" + USER + "]";
          case "max_completion_tokens", "max_tokens", "top_k", "seed", "top_logprobs" -> "5";
          case "n" -> "2";
          case "temperature", "top_p", "presence_penalty", "frequency_penalty" -> "0.5";
          case "stream", "parallel_tool_calls", "store", "logprobs" -> "true";
          case "stream_options" -> "{'include_usage':true}";
          case "reasoning" -> "{'effort':'low'}";
          case "reasoning_effort", "verbosity" -> "'low'";
          case "tools" -> "[{'type':'function','function':{'name':'A'}}]";
          case "functions" -> "[{'name':'A'}]";
          case "tool_choice", "function_call", "service_tier" -> "'auto'";
          case "response_format" -> "{'type':'json_object'}";
          case "modalities" -> "['audio']";
          case "logit_bias",
              "audio",
              "metadata",
              "prediction",
              "moderation",
              "web_search_options" ->
              "{'x':1}";
          default -> "'x'";
        };
    return Json.tree(text.replace('\'', '"')).orElseThrow();
  }

  @Test
  void unknownMembersAreWarnedOf() throws Exception {
    var losses = new Losses();
    read(
        "{'model':'m','messages':[{'role':'user','content':'a','mood':1}],'wormhole':true}",
        losses);
    assertThat(losses.warnings())
        .containsExactly(
            "messages.mood is not understood by other protocols",
            "wormhole is not understood by other protocols");
  }

  @Test
  void aCountIsTold() {
    assertThat(Json.tree(ChatCaller.INSTANCE.count(7)))
        .contains(json("{'object':'response.input_tokens','input_tokens':7}"));
  }
}
