package dev.sluice.protocol.responses;

import static dev.sluice.protocol.convert.Treatment.carried;
import static dev.sluice.protocol.convert.Treatment.degraded;
import static dev.sluice.protocol.convert.Treatment.dropped;
import static dev.sluice.protocol.convert.Treatment.mapped;
import static dev.sluice.protocol.convert.Treatment.refused;

import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Treatment;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What becomes of each part of a request for an upstream that speaks Responses. */
final class UpstreamTreatments {

  static final Map<Part, Treatment> ALL = all();

  private static final String OTHER_STORE = "the file lies in another provider's store";
  private static final String ALONE = "left out; refused when there is no other tool";

  private UpstreamTreatments() {}

  private static Map<Part, Treatment> all() {
    var all = new EnumMap<Part, Treatment>(Part.class);
    Arrays.stream(Part.values()).forEach(part -> all.put(part, of(part)));
    return Collections.unmodifiableMap(all);
  }

  private static Treatment of(Part part) {
    return switch (part) {
      case SYSTEM -> mapped(part, "instructions");
      case SYSTEM_BILLING_HEADER -> dropped(part, "it changes with each request");
      case MID_CONVERSATION_SYSTEM -> mapped(part, "a message of the developer's");
      case PREFILL -> degraded(part, "the model begins a new message after it");
      case TEXT -> mapped(part, "input_text or output_text");
      case TEXT_CITATIONS -> dropped(part, "the text itself is kept");
      case BLOCK_CACHE_CONTROL, TOOL_CACHE_CONTROL, REQUEST_CACHE_CONTROL ->
          dropped(part, "prompts are cached without marks");
      case IMAGE_BASE64, IMAGE_URL -> mapped(part, "input_image");
      case DOCUMENT_PDF, DOCUMENT_URL -> mapped(part, "input_file");
      case DOCUMENT_TEXT, DOCUMENT_BLOCKS -> mapped(part, "input_text between <document> marks");
      case IMAGE_FILE, DOCUMENT_FILE -> refused(part, OTHER_STORE);
      case DOCUMENT_TITLE -> mapped(part, "the file's name, or the mark's title");
      case DOCUMENT_CONTEXT -> degraded(part, "said in a text before the document");
      case DOCUMENT_CITATIONS -> degraded(part, "the answer does not cite");
      case SEARCH_RESULT -> degraded(part, "becomes text");
      case THINKING_GENUINE, THINKING_FOREIGN, REDACTED_THINKING -> degraded(part, "left out");
      case THINKING_OWN -> carried(part);
      case TOOL_USE -> mapped(part, "function_call");
      case TOOL_RESULT_TEXT, TOOL_RESULT_IMAGE, TOOL_RESULT_DOCUMENT, TOOL_RESULT_EMPTY ->
          mapped(part, "function_call_output");
      case TOOL_RESULT_ERROR -> mapped(part, "the output begins with \"Error: \"");
      case TOOL_REFERENCE -> degraded(part, "becomes text; the tool is among the tools");
      case SERVER_TOOL_HISTORY, MCP_HISTORY -> degraded(part, "becomes text");
      case CONTAINER_UPLOAD -> refused(part, OTHER_STORE);
      case COMPACTION -> degraded(part, "a summary that can be read becomes text");
      case FALLBACK -> dropped(part, "it says only who answered");
      case UNKNOWN_BLOCK -> degraded(part, "left out");
      case TOOL -> mapped(part, "a function");
      case TOOL_STRICT -> mapped(part, "strict, where the schema allows it");
      case TOOL_DEFERRED -> dropped(part, "the tool is sent at once");
      case TOOL_INPUT_EXAMPLES -> degraded(part, "left out");
      case TOOL_HINTS -> dropped(part, "the calls are the same");
      case TOOL_BASH, TOOL_TEXT_EDITOR, TOOL_MEMORY ->
          degraded(part, "a function with the documented input; the model is not trained on it");
      case TOOL_COMPUTER -> refused(part, "it is not understood");
      case TOOL_WEB_SEARCH -> mapped(part, "web_search");
      case TOOL_WEB_FETCH, TOOL_CODE_EXECUTION, TOOL_MCP, TOOL_UNKNOWN -> degraded(part, ALONE);
      case TOOL_SEARCH -> degraded(part, "left out; all tools are sent at once");
      case CHOICE_AUTO, CHOICE_NONE -> carried(part);
      case CHOICE_ANY -> mapped(part, "required");
      case CHOICE_NAMED -> mapped(part, "the function by its name");
      case ONE_TOOL_AT_A_TIME -> mapped(part, "parallel_tool_calls: false");
      case MAX_TOKENS -> mapped(part, "max_output_tokens, at least 16");
      case STOP_SEQUENCES -> dropped(part, "the gateway ends the text there itself");
      case TEMPERATURE, TOP_P -> carried(part);
      case TOP_K -> dropped(part, "there is no such setting");
      case THINKING_OFF, THINKING_BETWEEN_TOOLS -> mapped(part, "the least effort there is");
      case THINKING_BUDGET -> mapped(part, "the effort it amounts to");
      case THINKING_ADAPTIVE -> mapped(part, "reasoning");
      case THINKING_DISPLAY -> mapped(part, "reasoning.summary");
      case EFFORT -> mapped(part, "reasoning.effort, or the next lower the model has");
      case FORMAT_SCHEMA, FORMAT_JSON -> mapped(part, "text.format");
      case TASK_BUDGET, CONTEXT_MANAGEMENT, FALLBACKS, INFERENCE_GEO, UNKNOWN_MEMBER ->
          degraded(part, "left out");
      case CONTAINER, MCP_SERVERS -> refused(part, "upstreams of Anthropic's protocol alone");
      case DIAGNOSTICS -> dropped(part, "nothing of the answer depends on it");
      case USER -> mapped(part, "safety_identifier, hashed");
      case CONVERSATION -> mapped(part, "prompt_cache_key, hashed");
      case SERVICE_TIER -> mapped(part, "service_tier");
      case SPEED -> degraded(part, "left out");
    };
  }
}
