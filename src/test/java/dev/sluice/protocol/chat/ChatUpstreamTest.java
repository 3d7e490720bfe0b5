package dev.sluice.protocol.chat;

import static dev.sluice.protocol.chat.Cases.json;
import static dev.sluice.protocol.chat.Cases.options;
import static dev.sluice.protocol.chat.Cases.sent;
import static dev.sluice.protocol.chat.Cases.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Digest;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of other protocols, as upstreams of Chat get them. */
final class ChatUpstreamTest {

  private static UpstreamOptions openAi(String model) {
    return UpstreamOptions.of(
        Protocol.OPENAI_CHAT, "api.openai.com", model, UpstreamOptions.DEFAULT);
  }

  private static String request(String members) {
    return "{'model':'m','max_tokens':10,'messages':[{'role':'user','content':'a'}]"
        + members
        + "}";
  }

  private static String turns(String turns) {
    return "{'model':'m','max_tokens':10,'messages':[" + turns + "]}";
  }

  private static String messages(String turns) throws Exception {
    return messages(turns, UpstreamOptions.DEFAULT);
  }

  private static String messages(String turns, UpstreamOptions options) throws Exception {
    return sent(turns(turns), options).path("messages").toString().replace('"', '\'');
  }

  private static final String CALLED =
      "{'role':'assistant','content':[{'type':'tool_use','id':'c1','name':'A','input':{}},"
          + "{'type':'tool_use','id':'c2','name':'B','input':{'x':1}}]}";

  private static final String CALLS =
      "{'role':'assistant','content':null,'tool_calls':["
          + "{'id':'c1','type':'function','function':{'name':'A','arguments':'{}'}},"
          + "{'id':'c2','type':'function','function':{'name':'B','arguments':'{\\'x\\':1}'}}]}";

  private static String result(String id, String more) {
    return "{'type':'tool_result','tool_use_id':'" + id + "'" + more + "}";
  }

  private static String tool(String id, String text) {
    return "{'role':'tool','tool_call_id':'" + id + "','content':'" + text + "'}";
  }

  @Test
  void aRequestOfClaudeCodeArrivesAtAReasoningModel() throws Exception {
    ObjectNode given = json(Cases.file("12-request.in.anthropic.json"));
    ObjectNode expected = json(Cases.file("12-request.expected.chat-gpt5.json"));
    expected.remove("_comment");
    expected.put("safety_identifier", Digest.hex("user_x_session_y"));
    ObjectNode sent = sent(given, target("gpt-5.5", openAi("gpt-5.5")), new Losses());
    expected.set("prompt_cache_key", sent.path("prompt_cache_key"));
    assertThat(sent).isEqualTo(expected);
    assertThat(sent.path("prompt_cache_key").asText()).isEqualTo(Digest.hex("y"));
  }

  @Test
  void instructionsInTheMiddleAreFollowed() throws Exception {
    ObjectNode given = json(Cases.file("18-mid-system-request.in.anthropic.json"));
    ObjectNode expected =
        (ObjectNode) json(Cases.file("18-mid-system-request.expected.chat-gpt5.json")).path("body");
    expected.put("model", "gpt-5.5");
    assertThat(sent(given, target("gpt-5.5", openAi("gpt-5.5")), new Losses())).isEqualTo(expected);
  }

  @Test
  void instructionsInTheMiddleBecomeRemindersWhereTheyMustNotStand() throws Exception {
    String turns =
        "{'role':'user','content':'a'},{'role':'system','content':'b'},{'role':'assistant','content':'c'}";
    assertThat(messages(turns))
        .isEqualTo(
            "[{'role':'user','content':'a'},{'role':'system','content':'b'},"
                + "{'role':'assistant','content':'c'}]");
    assertThat(messages(turns, options("{'midConversationSystem':false}")))
        .contains("{'role':'user','content':'<system-reminder>b</system-reminder>'}");
  }

  @Test
  void wordsThatHoldUntilTheNextTurnGoWithIt() throws Exception {
    assertThat(
            messages(
                "{'role':'user','content':'a'},"
                    + "{'role':'system','content':'gone','clear_at':'next_user_message'},"
                    + "{'role':'assistant','content':'c'},{'role':'user','content':'d'}"))
        .doesNotContain("gone");
  }

  @Test
  void resultsComeFirstAndInTheOrderOfTheirCalls() throws Exception {
    assertThat(
            messages(
                "{'role':'user','content':'a'},"
                    + CALLED
                    + ",{'role':'user','content':["
                    + result("c2", ",'content':'two'")
                    + ","
                    + result("c1", ",'content':[{'type':'text','text':'one'}]")
                    + ",{'type':'text','text':'go'}]}"))
        .isEqualTo(
            "[{'role':'user','content':'a'},"
                + CALLS.replace("\\'", "\\'")
                + ","
                + tool("c1", "one")
                + ","
                + tool("c2", "two")
                + ",{'role':'user','content':'go'}]");
  }

  @Test
  void resultsAreErrorsOrEmptyOrMissing() throws Exception {
    String turns =
        CALLED
            + ",{'role':'user','content':["
            + result("c1", ",'is_error':true,'content':'no'")
            + "]}";
    assertThat(messages(turns))
        .contains(tool("c1", "Error: no"))
        .contains(tool("c2", "(no result)"));
    String empty = CALLED + ",{'role':'user','content':[" + result("c1", "") + "]}";
    assertThat(messages(empty)).contains(tool("c1", ""));
    assertThat(messages(empty, options("{'emptyToolResults':false}")))
        .contains(tool("c1", "(empty)"));
  }

  @Test
  void aResultWithoutItsCallBecomesText() throws Exception {
    assertThat(messages("{'role':'user','content':[" + result("c9", ",'content':'x'") + "]}"))
        .isEqualTo("[{'role':'user','content':'Result of the call c9: x'}]");
  }

  @Test
  void instructionsBetweenACallAndItsResultWait() throws Exception {
    String sent =
        messages(
            CALLED
                + ",{'role':'system','content':'s'},{'role':'user','content':["
                + result("c1", ",'content':'one'")
                + ","
                + result("c2", ",'content':'two'")
                + "]}");
    assertThat(sent)
        .endsWith(
            tool("c1", "one") + "," + tool("c2", "two") + ",{'role':'system','content':'s'}]");
  }

  @Test
  void picturesInResultsFollowThem() throws Exception {
    String picture =
        "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AA'}}";
    String turns =
        CALLED
            + ",{'role':'user','content':["
            + result("c1", ",'content':[" + picture + "]")
            + ","
            + result("c2", ",'content':'two'")
            + "]}";
    assertThat(messages(turns))
        .endsWith(
            tool("c1", "(see image below)")
                + ","
                + tool("c2", "two")
                + ",{'role':'user','content':[{'type':'text','text':'Image from tool result c1:'},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AA'}}]}]");
    assertThat(messages(turns, options("{'images':false}")))
        .contains(tool("c1", "[image omitted: model has no vision]"))
        .doesNotContain("image_url");
  }

  @Test
  void documentsBecomeFilesOrAreLeftOut() throws Exception {
    String turns =
        "{'role':'user','content':[{'type':'document','title':'t.pdf','source':{'type':'base64',"
            + "'media_type':'application/pdf','data':'AA'}}]}";
    assertThat(messages(turns))
        .contains(
            "{'type':'file','file':{'filename':'t.pdf','file_data':'data:application/pdf;base64,AA'}}");
    assertThat(messages(turns, options("{'documents':false}")))
        .isEqualTo(
            "[{'role':'user','content':'[document omitted: model does not read documents]"
                + " t.pdf'}]");
  }

  @Test
  void whatLiesInAnotherStoreIsRefusedByName() {
    assertThatThrownBy(() ->
            messages(
                "{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}"))
        .isInstanceOf(Inexpressible.class)
        .hasMessage(
            "image.source.file lies in the store of another provider; send it as base64 or by its"
                + " address");
  }

  private static String thought(String signature, String then) {
    return "{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'"
        + signature
        + "'},"
        + then
        + "]}";
  }

  private static String envelope(String channel, String payload) {
    return new Envelope(Protocol.OPENAI_CHAT, channel, json(payload)).text();
  }

  @Test
  void thinkingGoesBackToItsOwnChannelAlone() throws Exception {
    String text = "{'type':'text','text':'b'}";
    assertThat(messages(thought(envelope("here", "{}"), text)))
        .contains("'reasoning_content':'hm'");
    assertThat(messages(thought(envelope("-", "{'member':'reasoning'}"), text)))
        .contains("'reasoning':'hm'");
    assertThat(messages(thought(envelope("elsewhere", "{}"), text))).doesNotContain("hm");
    assertThat(messages(thought("EqQBCkY", text))).doesNotContain("hm");
    assertThat(
            messages(thought(envelope("here", "{}"), text), options("{'reasoningHistory':'none'}")))
        .doesNotContain("hm");
  }

  @Test
  void detailsOfReasoningGoBackAsTheyCame() throws Exception {
    String details =
        "{'details':[{'type':'reasoning.text','signature':'s','index':0,'format':'x'}]}";
    assertThat(messages(thought(envelope("here", details), "{'type':'text','text':'b'}")))
        .contains(
            "'reasoning_details':[{'type':'reasoning.text','signature':'s','index':0,'format':'x',"
                + "'text':'hm'}]")
        .doesNotContain("reasoning_content");
  }

  @Test
  void familiesThatNeedReasoningGetItWithEveryCall() throws Exception {
    UpstreamOptions required = options("{'reasoningHistory':'required'}");
    String call = "{'type':'tool_use','id':'c1','name':'A','input':{}}";
    assertThat(messages(thought("EqQBCkY", call), required)).contains("'reasoning_content':'hm'");
    assertThat(messages("{'role':'assistant','content':[" + call + "]}", required))
        .contains("'reasoning_content':''");
  }

  @Test
  void theMemberOfTheLimitIsTheModels() throws Exception {
    assertThat(sent(request(""), openAi("gpt-5")).path("max_completion_tokens").asInt())
        .isEqualTo(10);
    assertThat(sent(request("")).path("max_tokens").asInt()).isEqualTo(10);
  }

  @Test
  void samplingIsLeftOutForModelsThatRefuseIt() throws Exception {
    String drawn = request(",'temperature':0.5,'top_p':0.9,'top_k':3");
    assertThat(sent(drawn, openAi("gpt-5")).has("temperature")).isFalse();
    assertThat(sent(drawn, openAi("gpt-4.1")).path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(sent(drawn).has("top_k")).isFalse();
    assertThat(sent(drawn, options("{'topK':true}")).path("top_k").asInt()).isEqualTo(3);
    String still = request(",'temperature':0.5,'thinking':{'type':'disabled'}");
    assertThat(sent(still, openAi("gpt-5.1")).path("temperature").asDouble()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "gpt-5|'thinking':{'type':'enabled','budget_tokens':10000}|high",
        "gpt-5|'thinking':{'type':'disabled'}|minimal",
        "gpt-5.1|'thinking':{'type':'disabled'}|none",
        "gpt-5.1|'output_config':{'effort':'max'}|high",
        "gpt-5.2|'output_config':{'effort':'max'}|xhigh",
        "o3|'thinking':{'type':'disabled'}|~~",
        "o3|'output_config':{'effort':'xhigh'}|high",
        "gpt-6.1-sol|'thinking':{'type':'disabled'}|low",
        "gpt-5.5|'thinking':{'type':'between_tools'}|none",
        "gpt-4.1|'output_config':{'effort':'high'}|~~"
      })
  void effortIsTheNearestThatTheModelKnows(String model, String members, String effort)
      throws Exception {
    ObjectNode body = sent(request("," + members), openAi(model));
    assertThat(body.path("reasoning_effort").asText()).isEqualTo(effort);
  }

  @Test
  void aModelThatDoesNotThinkWithToolsIsToldNotTo() throws Exception {
    String tools = ",'tools':[{'name':'A','input_schema':{'type':'object'}}]";
    assertThat(sent(request(tools), openAi("gpt-5.4")).path("reasoning_effort").asText())
        .isEqualTo("none");
    assertThat(sent(request(tools), openAi("gpt-5.5")).has("reasoning_effort")).isFalse();
    assertThat(sent(request(""), openAi("gpt-5.4")).has("reasoning_effort")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "thinking|{'type':'enabled','budget_tokens':3000}|{'thinking':{'type':'enabled'}}",
        "thinking|{'type':'disabled'}|{'thinking':{'type':'disabled'}}",
        "thinking-effort|{'type':'enabled','budget_tokens':3000}|{'thinking':{'type':'enabled'},"
            + "'reasoning_effort':'medium'}",
        "enable-thinking|{'type':'enabled','budget_tokens':3000}|{'enable_thinking':true,"
            + "'thinking_budget':3000}",
        "enable-thinking|{'type':'disabled'}|{'enable_thinking':false}",
        "chat-template|{'type':'adaptive'}|{'chat_template_kwargs':{'enable_thinking':true,"
            + "'thinking':true}}",
        "reasoning|{'type':'enabled','budget_tokens':3000}|{'reasoning':{'max_tokens':3000}}",
        "reasoning|{'type':'adaptive'}|{'reasoning':{'enabled':true}}",
        "reasoning|{'type':'disabled'}|{'reasoning':{'effort':'none'}}",
        "reasoning-format|{'type':'enabled','budget_tokens':3000}|{'reasoning_format':'parsed',"
            + "'reasoning_effort':'medium'}",
        "prompt-mode|{'type':'adaptive'}|{'prompt_mode':'reasoning'}",
        "none|{'type':'adaptive'}|{}"
      })
  void everyDialectOfReasoningIsSpoken(String style, String thinking, String members)
      throws Exception {
    ObjectNode plain = sent(request(""), options("{'reasoning':'none'}"));
    ObjectNode body =
        sent(request(",'thinking':" + thinking), options("{'reasoning':'" + style + "'}"));
    ObjectNode more = Json.object();
    body.properties()
        .forEach(member -> {
          if (!plain.has(member.getKey())) {
            more.set(member.getKey(), member.getValue());
          }
        });
    assertThat(more).isEqualTo(json(members));
  }

  private static String tooled(String choice) {
    return request(
        ",'tools':[{'name':'A','input_schema':{'type':'object'}}],'tool_choice':" + choice);
  }

  @Test
  void choicesAreMapped() throws Exception {
    assertThat(sent(tooled("{'type':'auto'}")).path("tool_choice").asText()).isEqualTo("auto");
    assertThat(sent(tooled("{'type':'any'}")).path("tool_choice").asText()).isEqualTo("required");
    assertThat(sent(tooled("{'type':'none'}")).path("tool_choice").asText()).isEqualTo("none");
    assertThat(sent(tooled("{'type':'tool','name':'A'}")).path("tool_choice"))
        .isEqualTo(json("{'type':'function','function':{'name':'A'}}"));
    ObjectNode one = sent(tooled("{'type':'any','disable_parallel_tool_use':true}"));
    assertThat(one.path("parallel_tool_calls").asBoolean(true)).isFalse();
    assertThat(
            sent(tooled("{'type':'any'}"), options("{'toolChoice':'auto'}"))
                .path("tool_choice")
                .asText())
        .isEqualTo("auto");
  }

  @Test
  void withoutToolsNothingIsSaidOfThem() throws Exception {
    ObjectNode body =
        sent(request(",'tool_choice':{'type':'auto','disable_parallel_tool_use':true}"));
    assertThat(body.has("tools")).isFalse();
    assertThat(body.has("tool_choice")).isFalse();
    assertThat(body.has("parallel_tool_calls")).isFalse();
  }

  @Test
  void aToolWithoutArgumentsHasNoProperties() throws Exception {
    assertThat(sent(tooled("{'type':'auto'}")).at("/tools/0/function/parameters"))
        .isEqualTo(json("{'type':'object','properties':{}}"));
  }

  @Test
  void longNamesAreShortenedAndGivenBack() throws Exception {
    String name = "mcp__" + "x".repeat(70);
    String asked = request(",'tools':[{'name':'" + name + "','input_schema':{'type':'object'}}]");
    var request =
        ChatUpstream.INSTANCE.write(
            Cases.asked(Protocol.ANTHROPIC, json(asked)), target(), new Losses());
    JsonNode body = Json.tree(request.body()).orElseThrow();
    String sent = body.at("/tools/0/function/name").asText();
    assertThat(sent).hasSize(64).isNotEqualTo(name);
    var events = new java.util.ArrayList<dev.sluice.protocol.message.StreamEvent>();
    var decoder = request.decoder(events::add);
    decoder.whole(
        ("{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\""
                + sent
                + "\",\"arguments\":\"{}\"}}]}}]}")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    decoder.finish();
    assertThat(Events.told(events)).contains("call c " + name + " {}");
  }

  @Test
  void fourStopSequencesAreSent() throws Exception {
    ObjectNode body = sent(request(",'stop_sequences':['a','b','c','d','e','f']"));
    assertThat(body.path("stop")).isEqualTo(Json.tree("[\"a\",\"b\",\"c\",\"d\"]").orElseThrow());
    assertThat(sent(request(",'stop_sequences':['a']"), openAi("gpt-5")).has("stop")).isFalse();
  }

  @Test
  void aFormIsAskedForAsStrictlyAsCanBe() throws Exception {
    String format =
        request(
            ",'output_config':{'format':{'type':'json_schema','schema':{'type':'object',"
                + "'properties':{'a':{'type':'string'},'b':{'enum':['x']}},'required':['a']}}}");
    assertThat(sent(format).path("response_format"))
        .isEqualTo(
            json(
                "{'type':'json_schema','json_schema':{'name':'response','schema':{'type':'object',"
                    + "'properties':{'a':{'type':'string'},'b':{'anyOf':[{'enum':['x']},"
                    + "{'type':'null'}]}},'required':['a','b'],'additionalProperties':false},"
                    + "'strict':true}}"));
    ObjectNode words = sent(format, options("{'answerFormat':'json-object'}"));
    assertThat(words.at("/response_format/type").asText()).isEqualTo("json_object");
    assertThat(words.at("/messages/0/content").asText()).contains("JSON Schema: {\"type\"");
    assertThat(sent(format, options("{'answerFormat':'none'}")).has("response_format")).isFalse();
  }

  @Test
  void aSearchOfTheWebAloneIsRefusedWhereThereIsNone() throws Exception {
    String search = request(",'tools':[{'type':'web_search_20250305','name':'web_search'}]");
    assertThatThrownBy(() -> sent(search))
        .hasMessage(
            "tools[web_search] is not offered by this upstream; use a channel of the type"
                + " anthropic");
    assertThat(sent(search, options("{'webSearch':'plugin'}")).path("plugins").toString())
        .isEqualTo("[{\"id\":\"web\"}]");
    assertThat(
            sent(search, options("{'webSearch':'enable-search'}"))
                .path("enable_search")
                .asBoolean())
        .isTrue();
    assertThat(sent(search, options("{'webSearch':'tool'}")).path("tools").toString())
        .isEqualTo("[{\"type\":\"web_search\",\"web_search\":{\"enable\":true}}]");
  }

  @Test
  void cacheMarksGoWhereTheyAreKnown() throws Exception {
    String marked =
        turns(
            "{'role':'user','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}]}");
    assertThat(sent(marked).toString()).doesNotContain("cache");
    assertThat(
            sent(marked, options("{'cacheMarkers':'cache-control'}")).at("/messages/0/content/0"))
        .isEqualTo(json("{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}"));
    assertThat(sent(marked, options("{'cacheMarkers':'breakpoint'}")).at("/messages/0/content/0"))
        .isEqualTo(
            json("{'type':'text','text':'a','prompt_cache_breakpoint':{'mode':'explicit'}}"));
  }

  @Test
  void idsAreTheUpstreamsOwn() throws Exception {
    String kimi = dev.sluice.protocol.message.ToolIds.legal("functions.Bash:0");
    String turn =
        "{'role':'assistant','content':[{'type':'tool_use','id':'"
            + kimi
            + "','name':'A','input':{}}]}";
    assertThat(messages(turn)).contains("'id':'functions.Bash:0'");
    assertThat(
            sent(turns(turn), options("{'toolIds':'nine'}"))
                .at("/messages/0/tool_calls/0/id")
                .asText())
        .matches("[A-Za-z0-9]{9}");
  }

  @Test
  void aLastTurnOfTheModelIsMarkedWhereThatIsKnown() throws Exception {
    String turns = "{'role':'user','content':'a'},{'role':'assistant','content':'b'}";
    assertThat(messages(turns, options("{'prefill':'partial'}"))).contains("'partial':true");
    assertThat(messages(turns, options("{'prefill':'prefix'}"))).contains("'prefix':true");
  }

  @Test
  void theChannelsOwnMembersAreAdded() throws Exception {
    ObjectNode body =
        sent(request(""), options("{'body':{'tool_stream':true},'streamOptions':false}"));
    assertThat(body.path("tool_stream").asBoolean()).isTrue();
    assertThat(body.has("stream_options")).isFalse();
    assertThat(body.path("stream").asBoolean()).isTrue();
  }

  @Test
  void theSameRequestIsTheSameBytes() throws Exception {
    var given = json(Cases.file("12-request.in.anthropic.json"));
    var target = target("gpt-5.5", openAi("gpt-5.5"));
    assertThat(sent(given, target, new Losses()).toString())
        .isEqualTo(sent(given.deepCopy(), target, new Losses()).toString());
  }
}
