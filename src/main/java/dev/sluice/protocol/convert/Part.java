package dev.sluice.protocol.convert;

import java.util.Map;

/**
 * Every part of a request that an upstream may or may not be able to express, as Anthropic Messages
 * spells it. A new kind of block or member gets a line here, and the compiler and the tests then
 * ask each protocol what it makes of it.
 */
public enum Part {
  SYSTEM("system"),
  SYSTEM_BILLING_HEADER("system[x-anthropic-billing-header]"),
  MID_CONVERSATION_SYSTEM("messages[role=system]"),
  PREFILL("messages[last role=assistant]"),
  TEXT("text"),
  TEXT_CITATIONS("text.citations"),
  BLOCK_CACHE_CONTROL("cache_control on a block"),
  IMAGE_BASE64("image.source.base64"),
  IMAGE_URL("image.source.url"),
  IMAGE_FILE("image.source.file"),
  DOCUMENT_PDF("document.source.base64"),
  DOCUMENT_TEXT("document.source.text"),
  DOCUMENT_BLOCKS("document.source.content"),
  DOCUMENT_URL("document.source.url"),
  DOCUMENT_FILE("document.source.file"),
  DOCUMENT_TITLE("document.title"),
  DOCUMENT_CONTEXT("document.context"),
  DOCUMENT_CITATIONS("document.citations"),
  SEARCH_RESULT("search_result"),
  THINKING_GENUINE("thinking signed by Anthropic"),
  THINKING_OWN("thinking of the same channel"),
  THINKING_FOREIGN("thinking of another provider"),
  REDACTED_THINKING("redacted_thinking"),
  TOOL_USE("tool_use"),
  TOOL_RESULT_TEXT("tool_result"),
  TOOL_RESULT_IMAGE("tool_result with an image"),
  TOOL_RESULT_DOCUMENT("tool_result with a document"),
  TOOL_RESULT_ERROR("tool_result.is_error"),
  TOOL_RESULT_EMPTY("tool_result without content"),
  TOOL_REFERENCE("tool_reference"),
  SERVER_TOOL_HISTORY("server_tool_use and its result"),
  MCP_HISTORY("mcp_tool_use and mcp_tool_result"),
  CONTAINER_UPLOAD("container_upload"),
  COMPACTION("compaction"),
  FALLBACK("fallback"),
  UNKNOWN_BLOCK("a block of an unknown type"),
  TOOL("tools"),
  TOOL_STRICT("tools.strict"),
  TOOL_DEFERRED("tools.defer_loading"),
  TOOL_INPUT_EXAMPLES("tools.input_examples"),
  TOOL_HINTS("tools.eager_input_streaming, tools.allowed_callers"),
  TOOL_CACHE_CONTROL("tools.cache_control"),
  TOOL_BASH("tools[bash]"),
  TOOL_TEXT_EDITOR("tools[text_editor]"),
  TOOL_MEMORY("tools[memory]"),
  TOOL_COMPUTER("tools[computer]"),
  TOOL_WEB_SEARCH("tools[web_search]"),
  TOOL_WEB_FETCH("tools[web_fetch]"),
  TOOL_CODE_EXECUTION("tools[code_execution]"),
  TOOL_SEARCH("tools[tool_search]"),
  TOOL_MCP("tools[mcp_toolset]"),
  TOOL_UNKNOWN("a tool of an unknown type"),
  CHOICE_AUTO("tool_choice.auto"),
  CHOICE_ANY("tool_choice.any"),
  CHOICE_NAMED("tool_choice.tool"),
  CHOICE_NONE("tool_choice.none"),
  ONE_TOOL_AT_A_TIME("tool_choice.disable_parallel_tool_use"),
  MAX_TOKENS("max_tokens"),
  STOP_SEQUENCES("stop_sequences"),
  TEMPERATURE("temperature"),
  TOP_P("top_p"),
  TOP_K("top_k"),
  THINKING_OFF("thinking.disabled"),
  THINKING_BUDGET("thinking.budget_tokens"),
  THINKING_ADAPTIVE("thinking.adaptive"),
  THINKING_BETWEEN_TOOLS("thinking.between_tools"),
  THINKING_DISPLAY("thinking.display"),
  EFFORT("output_config.effort"),
  FORMAT_SCHEMA("output_config.format"),
  FORMAT_JSON("a JSON object as answer"),
  TASK_BUDGET("output_config.task_budget"),
  CONTEXT_MANAGEMENT("context_management"),
  CONTAINER("container"),
  MCP_SERVERS("mcp_servers"),
  FALLBACKS("fallbacks"),
  INFERENCE_GEO("inference_geo"),
  DIAGNOSTICS("diagnostics"),
  USER("metadata.user_id"),
  CONVERSATION("the name of the conversation"),
  SERVICE_TIER("service_tier"),
  SPEED("speed"),
  REQUEST_CACHE_CONTROL("cache_control of the request"),
  UNKNOWN_MEMBER("a member of an unknown name");

  private static final Map<String, Part> TOOLS =
      Map.ofEntries(
          Map.entry("bash", TOOL_BASH),
          Map.entry("text_editor", TOOL_TEXT_EDITOR),
          Map.entry("memory", TOOL_MEMORY),
          Map.entry("computer", TOOL_COMPUTER),
          Map.entry("browser", TOOL_COMPUTER),
          Map.entry("web_search", TOOL_WEB_SEARCH),
          Map.entry("web_fetch", TOOL_WEB_FETCH),
          Map.entry("code_execution", TOOL_CODE_EXECUTION),
          Map.entry("tool_search", TOOL_SEARCH),
          Map.entry("mcp", TOOL_MCP));

  private final String text;

  Part(String text) {
    this.text = text;
  }

  /** What kind of tool a type of Anthropic's names, whatever version of it. */
  public static Part ofTool(String type) {
    return TOOLS.entrySet().stream()
        .filter(tool -> type.startsWith(tool.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(TOOL_UNKNOWN);
  }

  /** As Anthropic Messages spells it. */
  public String text() {
    return text;
  }
}
