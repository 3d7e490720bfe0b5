package dev.sluice.protocol.gemini;

import static dev.sluice.protocol.gemini.Cases.asked;
import static dev.sluice.protocol.gemini.Cases.json;
import static dev.sluice.protocol.gemini.Cases.object;
import static dev.sluice.protocol.gemini.Cases.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
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

final class GeminiRequestReaderTest {

  private static final String CONTENTS = "'contents':[{'role':'user','parts':[{'text':'hi'}]}]";

  private static MessageRequest read(String body) throws Exception {
    return asked(body, new Losses()).message();
  }

  private static MessageRequest configured(String config) throws Exception {
    return read("{" + CONTENTS + ",'generationConfig':" + config + "}");
  }

  private static List<Turn> turns(String contents) throws Exception {
    return read("{'contents':" + contents + "}").turns();
  }

  @Test
  void whatGoogleAcceptsInSnakeCaseIsAccepted() throws Exception {
    MessageRequest request =
        read(
            "{'contents':[{'parts':[{'inline_data':{'mime_type':'image/png','data':'_-8='}}]}],'system_instruction':{'parts':[{'text':'be"
                + " brief'}]},"
                + "'generation_config':{'max_output_tokens':'77','top_p':0.5,'top_k':40.0,"
                + "'stop_sequences':['a'],'temperature':1.5,"
                + "'_response_json_schema':{'type':'object'}},"
                + "'tools':[{'function_declarations':[{'name':'f','parameters':"
                + "{'type':'OBJECT','properties':{'my_arg':{'type':'STRING','min_length':'2'}}}}]}],"
                + "'tool_config':{'function_calling_config':{'mode':'ANY'}}}");
    assertThat(request.model()).isEqualTo("alias");
    assertThat(request.stream()).isTrue();
    assertThat(request.maxTokens()).hasValue(77);
    assertThat(request.system()).containsExactly(text("be brief"));
    assertThat(request.turns().getFirst().content())
        .containsExactly(new ContentBlock.Image(new Source.Base64("image/png", "/+8=")));
    assertThat(request.sampling().topK()).hasValue(40);
    assertThat(request.sampling().temperature()).hasValue(1.5);
    assertThat(request.sampling().stopSequences()).containsExactly("a");
    assertThat(request.format().orElseThrow()).isInstanceOf(AnswerFormat.JsonSchema.class);
    assertThat(((Tool.Function) request.tools().getFirst()).inputSchema().toString())
        .isEqualTo(
            json("{'type':'object','properties':{'my_arg':{'type':'string','minLength':2}}}")
                .toString());
    assertThat(request.toolChoice()).contains(new ToolChoice.Any());
  }

  @Test
  void aStreamedAnswerKeptInPiecesIsOneTurnAgain() throws Exception {
    assertThat(
            turns(
                "[{'role':'user','parts':[{'text':'a'}]},"
                    + "{'role':'model','parts':[{'text':'b'}]},"
                    + "{'role':'model','parts':[{'text':'c'},{'text':''}]},"
                    + "{'role':'user','parts':[{'text':'d'}]},{'role':'user','parts':"
                    + "[{'text':'e'}]}]"))
        .containsExactly(
            Turn.of(Turn.Role.USER, text("a")),
            Turn.of(Turn.Role.ASSISTANT, text("bc")),
            Turn.of(Turn.Role.USER, text("d"), text("e")));
  }

  @Test
  void aConversationBeginsWithTheUser() throws Exception {
    assertThat(turns("[{'role':'model','parts':[{'text':'b'}]}]").getFirst())
        .isEqualTo(Turn.of(Turn.Role.USER, text("(continue)")));
  }

  @Test
  void resultsFindTheirCallsByIdAndElseByName() throws Exception {
    List<Turn> turns =
        turns(
            "[{'role':'user','parts':[{'text':'a'}]},{'role':'model','parts':["
                + "{'functionCall':{'name':'f','args':{'x':1}}},{'functionCall':{'name':'f'}},"
                + "{'functionCall':{'id':'k|1','name':'g'}}]},"
                + "{'role':'user','parts':[{'text':'and'},"
                + "{'functionResponse':{'id':'k|1','name':'g','response':{'output':'G'}}},"
                + "{'functionResponse':{'name':'f','response':{'error':'no'}}},"
                + "{'functionResponse':{'name':'f','response':{'result':'F','n':2}}},"
                + "{'functionResponse':{'name':'h','response':{'output':'?'}}}]}]");
    List<String> ids =
        turns.get(1).content().stream().map(block -> ((ContentBlock.ToolUse) block).id()).toList();
    assertThat(ids).containsExactly("toolu_g_1_1", "toolu_g_1_2", "toolu_x6b7c31");
    assertThat(turns.get(2).content())
        .containsExactly(
            new ContentBlock.ToolResult(ids.get(2), List.of(text("G")), false),
            new ContentBlock.ToolResult(ids.get(0), List.of(text("no")), true),
            new ContentBlock.ToolResult(
                ids.get(1), List.of(text("{\"result\":\"F\",\"n\":2}")), false),
            text("and"),
            text("Result of h: ?"));
  }

  @Test
  void aCallThatNobodyAnsweredIsToldSo() throws Exception {
    List<Turn> turns =
        turns(
            "[{'role':'user','parts':[{'text':'a'}]},"
                + "{'role':'model','parts':[{'functionCall':{'name':'f'}}]},"
                + "{'role':'user','parts':[{'text':'never mind'}]}]");
    assertThat(turns.get(2).content())
        .containsExactly(
            new ContentBlock.ToolResult("toolu_g_1_1", List.of(text("(no output)")), true),
            text("never mind"));
  }

  @Test
  void picturesOfResultsAreInTheResults() throws Exception {
    List<Turn> turns =
        turns(
            "[{'parts':[{'text':'a'}]},{'role':'model','parts':[{'functionCall':{'name':'f'}}]},"
                + "{'parts':[{'functionResponse':{'name':'f','response':{},'parts':"
                + "[{'inlineData':{'mimeType':'image/png','data':'AA=='}}]}}]}]");
    assertThat(((ContentBlock.ToolResult) turns.get(2).content().getFirst()).content())
        .containsExactly(new ContentBlock.Image(new Source.Base64("image/png", "AA==")));
  }

  @Test
  void signaturesOfGooglesOwnComeFromAnywhere() throws Exception {
    List<ContentBlock> blocks =
        turns(
                "[{'parts':[{'text':'a'}]},{'role':'model','parts':["
                    + "{'text':'hm','thought':true},"
                    + "{'functionCall':{'id':'c','name':'f'},'thoughtSignature':'U2ln'}]},"
                    + "{'parts':[{'functionResponse':{'id':'c','name':'f','response':{}}}]}]")
            .get(1)
            .content();
    var thinking = (ContentBlock.Thinking) blocks.getFirst();
    assertThat(thinking.thinking()).isEqualTo("hm");
    Envelope envelope = Envelope.read(thinking.signature()).orElseThrow();
    assertThat(envelope.channel()).isEqualTo(Envelope.ANYWHERE);
    assertThat(envelope.payload()).isEqualTo(json("{'calls':{'c':'U2ln'}}"));
    assertThat(blocks.get(1)).isInstanceOf(ContentBlock.ToolUse.class);
  }

  @ParameterizedTest
  @CsvSource({
    "skip_thought_signature_validator",
    "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=",
    "context_engineering_is_the_way_to_go"
  })
  void wordsThatOnlySkipACheckAreNoSignatures(String word) throws Exception {
    assertThat(
            turns(
                    "[{'parts':[{'text':'a'}]},{'role':'model','parts':["
                        + "{'functionCall':{'name':'f'},'thoughtSignature':'"
                        + word
                        + "'}]}]")
                .get(1)
                .content())
        .hasSize(1);
  }

  @Test
  void filesComeByAddress() throws Exception {
    assertThat(
            turns(
                    "[{'parts':[{'fileData':{'fileUri':'https://a.test/x.PNG'}},{'fileData':"
                        + "{'fileUri':'https://a.test/x','mimeType':'application/pdf'}},"
                        + "{'inlineData':{'mimeType':'text/csv','data':'YSxi'}}]}]")
                .getFirst()
                .content())
        .containsExactly(
            new ContentBlock.Image(new Source.Url("https://a.test/x.PNG")),
            new ContentBlock.Document(new Source.Url("https://a.test/x"), Optional.empty()),
            new ContentBlock.Document(new Source.PlainText("text/plain", "a,b"), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'thinkingBudget':-1}|ADAPTIVE|-1||OMITTED",
        "{'thinkingBudget':0}|OFF|-1||OMITTED",
        "{'thinkingBudget':2000,'includeThoughts':true}|BUDGETED|2000||SUMMARIZED",
        "{'thinkingLevel':'HIGH'}|ADAPTIVE|-1|HIGH|OMITTED",
        "{'thinkingLevel':'minimal','includeThoughts':true}|ADAPTIVE|-1|MINIMAL|SUMMARIZED",
        "{'includeThoughts':true}|ADAPTIVE|-1||SUMMARIZED",
        "{}|UNSAID|-1||OMITTED",
      })
  void thinkingIsAskedFor(
      String config, Reasoning.Mode mode, long budget, Effort effort, Reasoning.Display display)
      throws Exception {
    Reasoning reasoning = configured("{'thinkingConfig':" + config + "}").reasoning();
    assertThat(reasoning.mode()).isEqualTo(mode);
    assertThat(reasoning.budget().orElse(-1)).isEqualTo(budget);
    assertThat(reasoning.effort()).isEqualTo(Optional.ofNullable(effort));
    assertThat(reasoning.display()).isEqualTo(display);
  }

  @Test
  void namesThatAreAllowedFilterTheTools() throws Exception {
    String tools =
        ",'tools':[{'functionDeclarations':[{'name':'a'},{'name':'b'},{'name':'c'}]},"
            + "{'googleSearch':{}},{'urlContext':{}}],'toolConfig':{'functionCallingConfig':";
    MessageRequest several =
        read("{" + CONTENTS + tools + "{'mode':'ANY','allowedFunctionNames':['a','c']}}}");
    assertThat(several.tools().stream().map(Tool::name)).containsExactly("a", "c");
    assertThat(several.toolChoice()).contains(new ToolChoice.Any());
    MessageRequest one =
        read("{" + CONTENTS + tools + "{'mode':'ANY','allowedFunctionNames':['b']}}}");
    assertThat(one.tools().stream().map(Tool::name))
        .containsExactly("a", "b", "c", "web_search", "web_fetch");
    assertThat(one.toolChoice()).contains(new ToolChoice.Named("b"));
    assertThat(read("{" + CONTENTS + tools + "{'mode':'VALIDATED'}}}").toolChoice())
        .contains(new ToolChoice.Auto());
    assertThat(read("{" + CONTENTS + tools + "{'mode':'NONE'}}}").toolChoice())
        .contains(new ToolChoice.None());
  }

  @Test
  void googlesSchemaIsJsonSchema() {
    assertThat(
            SchemaReader.jsonSchema(
                    object(
                        "{'type':'OBJECT','nullable':true,'propertyOrdering':['a'],'properties':"
                            + "{'type':{'type':'INTEGER','format':'int32','example':3},"
                            + "'b':{'type':'STRING','format':'date-time','enum':['x'],"
                            + "'nullable':true},'c':{'any_of':[{'type':'NUMBER'}],"
                            + "'nullable':true},'d':{'type':'ARRAY','items':{'type':'BOOLEAN'}}}}"))
                .toString())
        .isEqualTo(
            json("{'type':['object','null'],'properties':{'type':{'type':'integer',"
                    + "'examples':[3]},'b':{'type':['string','null'],'format':'date-time',"
                    + "'enum':['x',null]},'c':{'anyOf':[{'type':'number'},{'type':'null'}]},"
                    + "'d':{'type':'array','items':{'type':'boolean'}}}}")
                .toString());
  }

  @Test
  void aQuestionForTheCountMayHoldTheWholeRequest() throws Exception {
    var request =
        GeminiCaller.INSTANCE.read(
            Asked.NOTHING,
            object("{'generateContentRequest':{'model':'models/m1'," + CONTENTS + "}}"),
            new Losses());
    assertThat(request.message().model()).isEqualTo("m1");
    assertThat(new String(GeminiCaller.INSTANCE.count(12), UTF_8))
        .isEqualTo("{\"totalTokens\":12}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/contents|contents: is missing; send an array of contents",
        "{'contents':[]}|/contents|contents: is empty; send at least one content",
        "{'contents':'hi'}|/contents|contents: is a string; send an array",
        "{'contents':[7]}|/contents/0|contents[0]: is a number; send an object",
        "{'contents':[{}]}|/contents/0/parts|contents[0].parts: is missing; send an array of parts",
        "{'contents':[{'role':'x','parts':[]}]}|/contents/0/role|"
            + "contents[0].role: is \"x\"; send \"user\" or \"model\"",
        "{'contents':[{'parts':[{}]}]}|/contents/0/parts/0|contents[0].parts[0]: has nothing that"
            + " is known; send text, inlineData, fileData or a functionResponse",
        "{'contents':[{'role':'model','parts':[{}]}]}|/contents/0/parts/0|contents[0].parts[0]:"
            + " has nothing that is known; send text or a functionCall",
        "{'contents':[{'parts':[{'text':7}]}]}|/contents/0/parts/0/text|"
            + "contents[0].parts[0].text: is a number; send a string",
        "{'contents':[{'role':'model','parts':[{'functionCall':{}}]}]}|"
            + "/contents/0/parts/0/functionCall/name|contents[0].parts[0].functionCall.name: is"
            + " missing; send the name of the function",
        "{'contents':[{'role':'model','parts':[{'functionCall':{'name':'f','args':[]}}]}]}|"
            + "/contents/0/parts/0/functionCall/args|contents[0].parts[0].functionCall.args: is no"
            + " object; send an object",
        "{'contents':[{'parts':[{'functionResponse':{}}]}]}|"
            + "/contents/0/parts/0/functionResponse/name|contents[0].parts[0].functionResponse.name"
            + ": is missing; send the name of the function",
        "{'contents':[{'parts':[{'functionResponse':{'name':'f','parts':[{}]}}]}]}|"
            + "/contents/0/parts/0/functionResponse/parts/0|"
            + "contents[0].parts[0].functionResponse.parts[0]: has no data; send inlineData or"
            + " fileData",
        "{'contents':[{'parts':[{'inlineData':{'data':''}}]}]}|"
            + "/contents/0/parts/0/inlineData/mimeType|contents[0].parts[0].inlineData.mimeType: is"
            + " missing; send the type of the data, such as image/png",
        "{'contents':[{'parts':[{'inlineData':{'mimeType':'image/png'}}]}]}|"
            + "/contents/0/parts/0/inlineData/data|contents[0].parts[0].inlineData.data: is"
            + " missing; send the content as base64",
        "{'contents':[{'parts':[{'fileData':{}}]}]}|/contents/0/parts/0/fileData/fileUri|"
            + "contents[0].parts[0].fileData.fileUri: is missing; send the address of the file",
      })
  void whatIsIllegalInContentsIsNamed(String body, String pointer, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(MalformedRequest.class)
        .hasMessage(message)
        .extracting(e -> ((MalformedRequest) e).pointer())
        .isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'temperature':'hot'}|temperature: is a string; send a number",
        "{'temperature':2.1}|temperature: is not between 0 and 2; send 0 to 2",
        "{'topP':-0.1}|topP: is not between 0 and 1; send 0 to 1",
        "{'topK':-1}|topK: is less than 0; send 1 or more",
        "{'topK':1.5}|topK: is a number; send a whole number",
        "{'maxOutputTokens':0}|maxOutputTokens: is less than 1; send 1 or more",
        "{'maxOutputTokens':'many'}|maxOutputTokens: is a string; send a whole number",
        "{'stopSequences':[1]}|stopSequences: has what is no string; send strings",
        "{'responseSchema':true}|responseSchema: is true or false; send an object",
        "{'thinkingConfig':{'includeThoughts':1}}|thinkingConfig.includeThoughts: is a number;"
            + " send true or false",
        "{'thinkingConfig':{'thinkingBudget':-2}}|thinkingConfig.thinkingBudget: is less than -1;"
            + " send tokens, 0 for none, -1 for any",
        "{'thinkingConfig':{'thinkingLevel':'huge'}}|thinkingConfig.thinkingLevel: is \"huge\";"
            + " send \"minimal\", \"low\", \"medium\" or \"high\"",
        "{'thinkingConfig':{'thinkingLevel':'low','thinkingBudget':1}}|"
            + "thinkingConfig.thinkingLevel: stands beside thinkingBudget; send one of them",
      })
  void whatIsIllegalInSettingsIsNamed(String config, String message) {
    assertThatThrownBy(() -> configured(config))
        .isInstanceOf(MalformedRequest.class)
        .hasMessage("generationConfig." + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'tools':{}|tools: is an object; send an array",
        "'tools':[{'functionDeclarations':[{}]}]|tools[0].functionDeclarations[0].name: is"
            + " missing; send the name of the function",
        "'toolConfig':{'functionCallingConfig':{'mode':'SOME'}}|"
            + "toolConfig.functionCallingConfig.mode: is \"SOME\"; send AUTO, ANY, NONE or"
            + " VALIDATED",
        "'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['a','b']}}|"
            + "toolConfig.functionCallingConfig.allowedFunctionNames: names no function; send names"
            + " of functionDeclarations",
        "'systemInstruction':'x'|systemInstruction: is a string; send an object",
      })
  void whatIsIllegalElsewhereIsNamed(String member, String message) {
    assertThatThrownBy(() -> read("{" + CONTENTS + "," + member + "}"))
        .isInstanceOf(MalformedRequest.class)
        .hasMessage(message);
  }

  @Test
  void aModelMustBeNamed() {
    assertThatThrownBy(() ->
            GeminiCaller.INSTANCE.read(Asked.NOTHING, object("{" + CONTENTS + "}"), new Losses()))
        .hasMessage("model: is missing; send it in the path");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'cachedContent':'cachedContents/x'|cachedContent lies in a store of Google's; send the"
            + " content itself",
        "'generationConfig':{'candidateCount':2}|generationConfig.candidateCount above 1 is not"
            + " known to others; send 1",
        "'generationConfig':{'responseModalities':['TEXT','IMAGE']}|"
            + "generationConfig.responseModalities asks for IMAGE, which others do not make; send"
            + " [\"TEXT\"]",
        "'contents':[{'parts':[{'inlineData':{'mimeType':'audio/mp3','data':''}}]}]|"
            + "contents[0].parts[0].inlineData is audio/mp3, which other protocols do not take;"
            + " send text, a picture or a PDF",
        "'contents':[{'parts':[{'fileData':{'fileUri':'gs://b/c.png'}}]}]|"
            + "contents[0].parts[0].fileData.fileUri lies in a store of Google's; send the content"
            + " as inlineData or an https address",
      })
  void whatNobodyElseCanDoIsRefused(String member, String message) {
    String contents = member.startsWith("'contents'") ? "" : CONTENTS + ",";
    assertThatThrownBy(() -> read("{" + contents + member + "}"))
        .isInstanceOf(Inexpressible.class)
        .hasMessage(message);
  }

  @Test
  void whatIsNotKnownIsWarnedOf() throws Exception {
    var losses = new Losses();
    asked(
        "{'contents':[{'parts':[{'text':'a','videoMetadata':{}}],'x':1}],"
            + "'safetySettings':[],'labels':{},'store':true,"
            + "'generationConfig':{'seed':1,'responseMimeType':'text/x.enum'},"
            + "'tools':[{'codeExecution':{}}]}",
        losses);
    assertThat(losses.warnings())
        .containsExactly(
            "tools[0].codeExecution is not understood by other protocols",
            "contents[0].x is not understood by other protocols",
            "contents[0].parts[0].videoMetadata is not understood by other protocols",
            "generationConfig.responseMimeType is left out: text/x.enum",
            "generationConfig.seed is not understood by other protocols",
            "store is not understood by other protocols");
  }
}
