package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.Envelope;

/**
 * A request for each part, in which the word {@link #MARK} stands inside of what the part is about
 * wherever that has words.
 */
final class PartSamples {

  static final String MARK = "marked7";

  private PartSamples() {}

  /**
   * @param upstream whose envelopes are its own
   */
  static ObjectNode of(Part part, Protocol upstream) {
    return switch (part) {
      case SYSTEM -> with("{'system':'marked7'}");
      case SYSTEM_BILLING_HEADER ->
          with(
              "{'system':[{'type':'text','text':'x-anthropic-billing-header: cc_version=1;"
                  + " marked7'},{'type':'text','text':'Be brief.'}]}");
      case MID_CONVERSATION_SYSTEM ->
          turns(
              "{'role':'user','content':'a'},{'role':'system','content':'marked7'},"
                  + "{'role':'assistant','content':'b'},{'role':'user','content':'c'}");
      case PREFILL ->
          turns("{'role':'user','content':'a'},{'role':'assistant','content':'marked7'}");
      case TEXT -> user("{'type':'text','text':'marked7'}");
      case TEXT_CITATIONS ->
          history(
              "{'type':'text','text':'b','citations':[{'type':'char_location','cited_text':'x',"
                  + "'document_index':0,'document_title':'t','start_char_index':0,"
                  + "'end_char_index':1}]}");
      case BLOCK_CACHE_CONTROL ->
          user("{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}");
      case IMAGE_BASE64 ->
          user(
              "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'marked7A'}}");
      case IMAGE_URL ->
          user("{'type':'image','source':{'type':'url','url':'https://example.com/marked7.png'}}");
      case IMAGE_FILE -> user("{'type':'image','source':{'type':'file','file_id':'file_marked7'}}");
      case DOCUMENT_PDF ->
          document("{'type':'base64','media_type':'application/pdf','data':'marked7A'}", "");
      case DOCUMENT_TEXT ->
          document("{'type':'text','media_type':'text/plain','data':'marked7'}", "");
      case DOCUMENT_BLOCKS ->
          document("{'type':'content','content':[{'type':'text','text':'marked7'}]}", "");
      case DOCUMENT_URL -> document("{'type':'url','url':'https://example.com/marked7.pdf'}", "");
      case DOCUMENT_FILE -> document("{'type':'file','file_id':'file_marked7'}", "");
      case DOCUMENT_TITLE ->
          document("{'type':'text','media_type':'text/plain','data':'d'}", ",'title':'marked7'");
      case DOCUMENT_CONTEXT ->
          document("{'type':'text','media_type':'text/plain','data':'d'}", ",'context':'marked7'");
      case DOCUMENT_CITATIONS ->
          document(
              "{'type':'text','media_type':'text/plain','data':'d'}",
              ",'citations':{'enabled':true}");
      case SEARCH_RESULT ->
          user(
              "{'type':'search_result','source':'https://example.com','title':'t',"
                  + "'content':[{'type':'text','text':'marked7'}]}");
      case THINKING_GENUINE -> thought("EqQBCkYmarked7");
      case THINKING_OWN -> thought(own(upstream));
      case THINKING_FOREIGN -> thought(foreign(upstream));
      case REDACTED_THINKING -> history("{'type':'redacted_thinking','data':'EmwKAhgBmarked7'}");
      case TOOL_USE -> called("{'command':'marked7'}", "'content':'ok'");
      case TOOL_RESULT_TEXT -> called("{}", "'content':'marked7'");
      case TOOL_RESULT_IMAGE ->
          called(
              "{}",
              "'content':[{'type':'image','source':{'type':'base64','media_type':'image/png',"
                  + "'data':'marked7A'}}]");
      case TOOL_RESULT_DOCUMENT ->
          called(
              "{}",
              "'content':[{'type':'document','source':{'type':'text','media_type':'text/plain',"
                  + "'data':'marked7'}}]");
      case TOOL_RESULT_ERROR -> called("{}", "'is_error':true,'content':'marked7'");
      case TOOL_RESULT_EMPTY -> called("{}", "'content':[]");
      case TOOL_REFERENCE ->
          called("{}", "'content':[{'type':'tool_reference','tool_name':'Read'}]");
      case SERVER_TOOL_HISTORY ->
          history(
              "{'type':'server_tool_use','id':'srvtoolu_1','name':'web_search',"
                  + "'input':{'query':'marked7'}},{'type':'web_search_tool_result',"
                  + "'tool_use_id':'srvtoolu_1','content':[{'type':'web_search_result',"
                  + "'url':'https://example.com','title':'t','encrypted_content':'e',"
                  + "'page_age':null}]},{'type':'text','text':'b'}");
      case MCP_HISTORY ->
          history(
              "{'type':'mcp_tool_use','id':'mcptoolu_1','name':'look','server_name':'s',"
                  + "'input':{}},{'type':'mcp_tool_result','tool_use_id':'mcptoolu_1',"
                  + "'is_error':false,'content':[{'type':'text','text':'marked7'}]},"
                  + "{'type':'text','text':'b'}");
      case CONTAINER_UPLOAD -> user("{'type':'container_upload','file_id':'file_marked7'}");
      case COMPACTION ->
          history("{'type':'compaction','content':'marked7'},{'type':'text','text':'b'}");
      case FALLBACK ->
          history(
              "{'type':'fallback','from':{'model':'a'},'to':{'model':'b'},"
                  + "'trigger':{'type':'refusal','category':null}},{'type':'text','text':'b'}");
      case UNKNOWN_BLOCK -> user("{'type':'hologram','data':'marked7'}");
      case TOOL -> tools(function(""));
      case TOOL_STRICT -> tools(function(",'strict':true"));
      case TOOL_DEFERRED -> tools(function(",'defer_loading':true"));
      case TOOL_INPUT_EXAMPLES -> tools(function(",'input_examples':[{'path':'x'}]"));
      case TOOL_HINTS ->
          tools(function(",'eager_input_streaming':true,'allowed_callers':['direct']"));
      case TOOL_CACHE_CONTROL -> tools(function(",'cache_control':{'type':'ephemeral'}"));
      case TOOL_BASH -> tools("{'type':'bash_20250124','name':'bash'}");
      case TOOL_TEXT_EDITOR ->
          tools("{'type':'text_editor_20250728','name':'str_replace_based_edit_tool'}");
      case TOOL_MEMORY -> tools("{'type':'memory_20250818','name':'memory'}");
      case TOOL_COMPUTER ->
          tools(
              "{'type':'computer_20250124','name':'computer','display_width_px':1,"
                  + "'display_height_px':1}");
      case TOOL_WEB_SEARCH -> tools("{'type':'web_search_20250305','name':'web_search'}");
      case TOOL_WEB_FETCH -> tools(extra("{'type':'web_fetch_20250910','name':'web_fetch'}"));
      case TOOL_CODE_EXECUTION ->
          tools(extra("{'type':'code_execution_20250825','name':'code_execution'}"));
      case TOOL_SEARCH ->
          tools(
              extra("{'type':'tool_search_tool_regex_20251119','name':'tool_search_tool_regex'}"));
      case TOOL_MCP -> tools(extra("{'type':'mcp_toolset','mcp_server_name':'s'}"));
      case TOOL_UNKNOWN -> tools(extra("{'type':'teleport_20270101','name':'teleport'}"));
      case CHOICE_AUTO -> choice("{'type':'auto'}");
      case CHOICE_ANY -> choice("{'type':'any'}");
      case CHOICE_NAMED -> choice("{'type':'tool','name':'marked7'}");
      case CHOICE_NONE -> choice("{'type':'none'}");
      case ONE_TOOL_AT_A_TIME -> choice("{'type':'auto','disable_parallel_tool_use':true}");
      case MAX_TOKENS -> with("{'max_tokens':4321}");
      case STOP_SEQUENCES -> with("{'stop_sequences':['marked7']}");
      case TEMPERATURE -> with("{'temperature':0.5}");
      case TOP_P -> with("{'top_p':0.5}");
      case TOP_K -> with("{'top_k':5}");
      case THINKING_OFF -> with("{'thinking':{'type':'disabled'}}");
      case THINKING_BUDGET -> with("{'thinking':{'type':'enabled','budget_tokens':2000}}");
      case THINKING_ADAPTIVE -> with("{'thinking':{'type':'adaptive'}}");
      case THINKING_BETWEEN_TOOLS -> with("{'thinking':{'type':'between_tools'}}");
      case THINKING_DISPLAY -> with("{'thinking':{'type':'adaptive','display':'omitted'}}");
      case EFFORT -> with("{'output_config':{'effort':'high'}}");
      case FORMAT_SCHEMA ->
          with(
              "{'output_config':{'format':{'type':'json_schema','schema':{'type':'object',"
                  + "'properties':{'marked7':{'type':'string'}},'required':['marked7'],"
                  + "'additionalProperties':false}}}}");
      case FORMAT_JSON -> with("{}");
      case TASK_BUDGET ->
          with("{'output_config':{'task_budget':{'type':'tokens','total':1,'remaining':1}}}");
      case CONTEXT_MANAGEMENT -> with("{'context_management':{'edits':[]}}");
      case CONTAINER -> with("{'container':'container_1'}");
      case MCP_SERVERS ->
          with("{'mcp_servers':[{'type':'url','name':'s','url':'https://example.com'}]}");
      case FALLBACKS -> with("{'fallbacks':[{'model':'m'}]}");
      case INFERENCE_GEO -> with("{'inference_geo':'us'}");
      case DIAGNOSTICS -> with("{'diagnostics':{'previous_message_id':'msg_1'}}");
      case USER -> with("{'metadata':{'user_id':'someone'}}");
      case CONVERSATION -> with("{'metadata':{'user_id':'u_session_marked7'}}");
      case SERVICE_TIER -> with("{'service_tier':'standard_only'}");
      case SPEED -> with("{'speed':'fast'}");
      case REQUEST_CACHE_CONTROL -> with("{'cache_control':{'type':'ephemeral'}}");
      case UNKNOWN_MEMBER -> with("{'wormhole':true}");
    };
  }

  private static String own(Protocol upstream) {
    return upstream == Protocol.ANTHROPIC
        ? "EqQBCkYmarked7"
        : envelope(upstream, TreatmentTest.CHANNEL);
  }

  private static String foreign(Protocol upstream) {
    return envelope(
        upstream == Protocol.GEMINI ? Protocol.OPENAI_RESPONSES : Protocol.GEMINI, "elsewhere");
  }

  private static String envelope(Protocol origin, String channel) {
    return new Envelope(origin, channel, Json.object()).text();
  }

  private static ObjectNode with(String members) {
    var request =
        object("{'model':'m','max_tokens':1000,'messages':[{'role':'user','content':'Hello.'}]}");
    request.setAll(object(members));
    return request;
  }

  private static ObjectNode turns(String turns) {
    return with("{'messages':[" + turns + "]}");
  }

  private static ObjectNode user(String block) {
    return turns("{'role':'user','content':[" + block + ",{'type':'text','text':'Go.'}]}");
  }

  private static ObjectNode document(String source, String more) {
    return user("{'type':'document','source':" + source + more + "}");
  }

  private static ObjectNode history(String blocks) {
    return turns(
        "{'role':'user','content':'a'},{'role':'assistant','content':["
            + blocks
            + "]},{'role':'user','content':'c'}");
  }

  private static ObjectNode thought(String signature) {
    return history(
        "{'type':'thinking','thinking':'Hm.','signature':'"
            + signature
            + "'},{'type':'text','text':'b'}");
  }

  private static ObjectNode called(String input, String result) {
    var request =
        turns(
            "{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'tool_use',"
                + "'id':'toolu_1','name':'Read','input':"
                + input
                + "}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_1',"
                + result
                + "}]}");
    request.setAll(object("{'tools':[" + function("").replace(MARK, "Read") + "]}"));
    return request;
  }

  private static ObjectNode tools(String tools) {
    return with("{'tools':[" + tools + "]}");
  }

  private static ObjectNode choice(String choice) {
    var request = tools(function(""));
    request.setAll(object("{'tool_choice':" + choice + "}"));
    return request;
  }

  private static String function(String more) {
    return "{'name':'marked7','description':'Reads.','input_schema':{'type':'object',"
        + "'properties':{'path':{'type':'string'}},'required':['path'],"
        + "'additionalProperties':false}"
        + more
        + "}";
  }

  private static String extra(String tool) {
    return function("") + "," + tool;
  }

  private static ObjectNode object(String text) {
    return (ObjectNode) Json.tree(text.replace('\'', '"')).filter(JsonNode::isObject).orElseThrow();
  }
}
