package dev.sluice.protocol.gemini;

import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Treatment;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What becomes of each part of a request. */
final class GeminiTreatments {

  static final Map<Part, Treatment> UPSTREAM = upstream();

  private GeminiTreatments() {}

  private static Map<Part, Treatment> upstream() {
    Map<Part, Treatment> all = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      all.put(part, of(part));
    }
    return Collections.unmodifiableMap(all);
  }

  private static Treatment of(Part part) {
    return switch (part) {
      case TEXT, TEMPERATURE, TOP_P, TOP_K -> Treatment.carried(part);
      case SYSTEM -> Treatment.mapped(part, "systemInstruction, a part for each block");
      case SYSTEM_BILLING_HEADER -> Treatment.dropped(part, "it concerns Anthropic alone");
      case MID_CONVERSATION_SYSTEM -> Treatment.degraded(part, "a system-reminder of the user's");
      case PREFILL -> Treatment.degraded(part, "followed by \"(continue)\" of the user's");
      case TEXT_CITATIONS -> Treatment.dropped(part, "the text itself arrives");
      case BLOCK_CACHE_CONTROL, TOOL_CACHE_CONTROL, REQUEST_CACHE_CONTROL ->
          Treatment.dropped(part, "Gemini caches prompts by itself");
      case IMAGE_BASE64, DOCUMENT_PDF -> Treatment.mapped(part, "inlineData");
      case IMAGE_URL, DOCUMENT_URL ->
          Treatment.mapped(part, "fileData from Gemini 3 on, refused before");
      case IMAGE_FILE, DOCUMENT_FILE, CONTAINER_UPLOAD ->
          Treatment.refused(part, "it lies in another provider's store");
      case DOCUMENT_TEXT, DOCUMENT_BLOCKS -> Treatment.mapped(part, "text, inlineData");
      case DOCUMENT_TITLE, DOCUMENT_CONTEXT -> Treatment.degraded(part, "text before the document");
      case DOCUMENT_CITATIONS -> Treatment.degraded(part, "nobody cites");
      case SEARCH_RESULT -> Treatment.degraded(part, "text, without citations");
      case THINKING_GENUINE, THINKING_FOREIGN, REDACTED_THINKING ->
          Treatment.degraded(part, "left out: only its maker can read it");
      case THINKING_OWN ->
          Treatment.mapped(part, "thought parts, each thoughtSignature on its own part");
      case TOOL_USE -> Treatment.mapped(part, "functionCall");
      case TOOL_RESULT_TEXT, TOOL_RESULT_EMPTY ->
          Treatment.mapped(part, "functionResponse, in the order of the calls");
      case TOOL_RESULT_ERROR -> Treatment.mapped(part, "functionResponse.response.error");
      case TOOL_RESULT_IMAGE, TOOL_RESULT_DOCUMENT ->
          Treatment.mapped(part, "functionResponse.parts from Gemini 3 on, parts behind before");
      case TOOL_REFERENCE -> Treatment.degraded(part, "text");
      case SERVER_TOOL_HISTORY, MCP_HISTORY, COMPACTION -> Treatment.degraded(part, "text");
      case FALLBACK -> Treatment.dropped(part, "it marks a change of model");
      case UNKNOWN_BLOCK, UNKNOWN_MEMBER, TOOL_UNKNOWN -> Treatment.degraded(part, "left out");
      case TOOL,
          TOOL_STRICT,
          TOOL_DEFERRED,
          TOOL_INPUT_EXAMPLES,
          TOOL_HINTS,
          TOOL_BASH,
          TOOL_TEXT_EDITOR,
          TOOL_MEMORY,
          TOOL_COMPUTER,
          TOOL_WEB_SEARCH,
          TOOL_WEB_FETCH,
          TOOL_CODE_EXECUTION,
          TOOL_SEARCH,
          TOOL_MCP,
          CHOICE_AUTO,
          CHOICE_ANY,
          CHOICE_NAMED,
          CHOICE_NONE,
          ONE_TOOL_AT_A_TIME ->
          ofTools(part);
      case MAX_TOKENS,
          STOP_SEQUENCES,
          THINKING_OFF,
          THINKING_BUDGET,
          THINKING_ADAPTIVE,
          THINKING_BETWEEN_TOOLS,
          THINKING_DISPLAY,
          EFFORT,
          FORMAT_SCHEMA,
          FORMAT_JSON,
          TASK_BUDGET,
          CONTEXT_MANAGEMENT,
          CONTAINER,
          MCP_SERVERS,
          FALLBACKS,
          INFERENCE_GEO,
          DIAGNOSTICS,
          USER,
          CONVERSATION,
          SERVICE_TIER,
          SPEED ->
          ofRequest(part);
    };
  }

  private static Treatment ofTools(Part part) {
    return switch (part) {
      case TOOL -> Treatment.mapped(part, "functionDeclarations with parametersJsonSchema");
      case TOOL_STRICT -> Treatment.degraded(part, "not enforced");
      case TOOL_DEFERRED, TOOL_SEARCH -> Treatment.degraded(part, "all tools are there at once");
      case TOOL_INPUT_EXAMPLES -> Treatment.mapped(part, "in the description");
      case TOOL_HINTS -> Treatment.dropped(part, "hints to Anthropic alone");
      case TOOL_BASH, TOOL_TEXT_EDITOR, TOOL_MEMORY -> Treatment.degraded(part, "a plain function");
      case TOOL_COMPUTER -> Treatment.refused(part, "no counterpart");
      case TOOL_MCP -> Treatment.refused(part, "runs at Anthropic alone");
      case TOOL_WEB_SEARCH -> Treatment.degraded(part, "googleSearch, without its bounds");
      case TOOL_WEB_FETCH -> Treatment.degraded(part, "urlContext, without its bounds");
      case TOOL_CODE_EXECUTION -> Treatment.degraded(part, "codeExecution");
      case CHOICE_AUTO -> Treatment.mapped(part, "mode AUTO");
      case CHOICE_ANY -> Treatment.mapped(part, "mode ANY");
      case CHOICE_NAMED -> Treatment.mapped(part, "mode ANY with allowedFunctionNames");
      case CHOICE_NONE -> Treatment.mapped(part, "mode NONE");
      default -> Treatment.degraded(part, "several may be called at once");
    };
  }

  private static Treatment ofRequest(Part part) {
    return switch (part) {
      case MAX_TOKENS -> Treatment.mapped(part, "maxOutputTokens");
      case STOP_SEQUENCES -> Treatment.mapped(part, "the first five; a warning beyond");
      case THINKING_OFF, THINKING_BETWEEN_TOOLS ->
          Treatment.mapped(part, "as little as the model can");
      case THINKING_BUDGET -> Treatment.mapped(part, "thinkingBudget, from Gemini 3 on a level");
      case THINKING_ADAPTIVE, EFFORT ->
          Treatment.mapped(part, "thinkingLevel, before Gemini 3 a budget");
      case THINKING_DISPLAY -> Treatment.mapped(part, "includeThoughts");
      case FORMAT_SCHEMA -> Treatment.mapped(part, "responseJsonSchema");
      case FORMAT_JSON -> Treatment.mapped(part, "responseMimeType application/json");
      case CONTAINER, MCP_SERVERS -> Treatment.refused(part, "runs at Anthropic alone");
      case DIAGNOSTICS -> Treatment.dropped(part, "it concerns Anthropic alone");
      case USER, CONVERSATION -> Treatment.dropped(part, "no counterpart");
      case SERVICE_TIER -> Treatment.dropped(part, "tiers of providers do not compare");
      default -> Treatment.degraded(part, "left out");
    };
  }
}
