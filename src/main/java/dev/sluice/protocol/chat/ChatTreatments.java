package dev.sluice.protocol.chat;

import static dev.sluice.protocol.convert.Treatment.carried;
import static dev.sluice.protocol.convert.Treatment.degraded;
import static dev.sluice.protocol.convert.Treatment.dropped;
import static dev.sluice.protocol.convert.Treatment.mapped;
import static dev.sluice.protocol.convert.Treatment.refused;

import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Treatment;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What becomes of each part of a request when the channel has no options of its own. */
final class ChatTreatments {

  static final Map<Part, Treatment> UPSTREAM = upstream();

  private ChatTreatments() {}

  private static Map<Part, Treatment> upstream() {
    Map<Part, Treatment> table = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      table.put(part, upstream(part));
    }
    return Collections.unmodifiableMap(table);
  }

  private static Treatment upstream(Part part) {
    return switch (part) {
      case SYSTEM, MID_CONVERSATION_SYSTEM -> mapped(part, "a system or developer message");
      case SYSTEM_BILLING_HEADER -> dropped(part, "says nothing to the model");
      case PREFILL -> degraded(part, "the model begins anew, unless the channel has a prefill");
      case TEXT -> carried(part);
      case TEXT_CITATIONS -> dropped(part, "");
      case BLOCK_CACHE_CONTROL, TOOL_CACHE_CONTROL, REQUEST_CACHE_CONTROL ->
          dropped(part, "unless the channel has cacheMarkers");
      case IMAGE_BASE64, IMAGE_URL -> mapped(part, "image_url");
      case IMAGE_FILE, DOCUMENT_FILE, CONTAINER_UPLOAD ->
          refused(part, "lies in another provider's store");
      case DOCUMENT_PDF -> mapped(part, "file");
      case DOCUMENT_TEXT, DOCUMENT_BLOCKS -> mapped(part, "text in a frame with its title");
      case DOCUMENT_URL -> refused(part, "is not fetched");
      case DOCUMENT_TITLE -> mapped(part, "the file's name, or the frame's title");
      case DOCUMENT_CONTEXT -> degraded(part, "text before the document");
      case DOCUMENT_CITATIONS -> degraded(part, "left out");
      case SEARCH_RESULT, TOOL_REFERENCE, SERVER_TOOL_HISTORY, MCP_HISTORY, COMPACTION ->
          degraded(part, "text");
      case THINKING_OWN -> mapped(part, "reasoning_content, reasoning or reasoning_details");
      case THINKING_GENUINE, THINKING_FOREIGN ->
          degraded(part, "left out, unless the channel has reasoningHistory required");
      case REDACTED_THINKING, UNKNOWN_BLOCK, UNKNOWN_MEMBER -> degraded(part, "left out");
      case FALLBACK -> dropped(part, "a mark without content");
      default -> ofTools(part);
    };
  }

  private static Treatment ofTools(Part part) {
    return switch (part) {
      case TOOL_USE -> mapped(part, "tool_calls");
      case TOOL_RESULT_TEXT, TOOL_RESULT_EMPTY -> mapped(part, "a message of the role tool");
      case TOOL_RESULT_IMAGE, TOOL_RESULT_DOCUMENT -> mapped(part, "in the user's next message");
      case TOOL_RESULT_ERROR -> mapped(part, "\"Error: \" before the text");
      case TOOL -> mapped(part, "functions");
      case TOOL_STRICT -> mapped(part, "strict, where the schema can be held to strictly");
      case TOOL_DEFERRED -> degraded(part, "all tools are sent");
      case TOOL_INPUT_EXAMPLES -> degraded(part, "left out");
      case TOOL_HINTS -> dropped(part, "");
      case TOOL_BASH, TOOL_TEXT_EDITOR, TOOL_MEMORY -> degraded(part, "functions of the same name");
      case TOOL_COMPUTER -> refused(part, "");
      case TOOL_WEB_SEARCH ->
          refused(part, "left out when there are other tools; see the option webSearch");
      case TOOL_WEB_FETCH, TOOL_CODE_EXECUTION, TOOL_MCP, TOOL_UNKNOWN ->
          degraded(part, "left out; refused when there is no other tool");
      case TOOL_SEARCH -> degraded(part, "all tools are sent");
      case CHOICE_AUTO -> mapped(part, "auto");
      case CHOICE_ANY -> mapped(part, "required");
      case CHOICE_NAMED -> mapped(part, "the function");
      case CHOICE_NONE -> mapped(part, "none");
      case ONE_TOOL_AT_A_TIME -> mapped(part, "parallel_tool_calls");
      default -> ofRequest(part);
    };
  }

  private static Treatment ofRequest(Part part) {
    return switch (part) {
      case MAX_TOKENS -> mapped(part, "max_tokens or max_completion_tokens");
      case STOP_SEQUENCES -> mapped(part, "stop; the gateway looks for those that are too many");
      case TEMPERATURE, TOP_P -> carried(part);
      case TOP_K -> dropped(part, "unless the channel has topK");
      case THINKING_OFF, THINKING_BUDGET, THINKING_ADAPTIVE, THINKING_BETWEEN_TOOLS, EFFORT ->
          mapped(part, "reasoning_effort, or as the channel's reasoning has it");
      case THINKING_DISPLAY -> dropped(part, "what is thought is always shown");
      case FORMAT_SCHEMA, FORMAT_JSON -> mapped(part, "response_format");
      case TASK_BUDGET, CONTEXT_MANAGEMENT, FALLBACKS, INFERENCE_GEO, SPEED ->
          degraded(part, "left out");
      case CONTAINER, MCP_SERVERS -> refused(part, "");
      case DIAGNOSTICS -> dropped(part, "");
      case USER -> mapped(part, "user or safety_identifier, hashed");
      case CONVERSATION -> dropped(part, "unless the channel has cacheKey");
      case SERVICE_TIER -> dropped(part, "unless the channel has serviceTier");
      default -> throw new IllegalStateException(part.name());
    };
  }
}
