package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Google's search found for an answer: citations of its text, and a search of the provider's
 * with its results.
 */
final class Grounding {

  private final List<JsonNode> pages = new ArrayList<>();
  private final JsonNode queries;

  Grounding(JsonNode metadata) {
    for (JsonNode chunk : metadata.path("groundingChunks")) {
      JsonNode page = chunk.path("web");
      if (page.path("uri").isTextual()) {
        pages.add(page);
      }
    }
    queries = metadata.path("webSearchQueries");
  }

  int searches() {
    return queries.size();
  }

  /** Tells it at the end of the text. */
  void tell(MessageFlow flow, String answer) {
    if (pages.isEmpty()) {
      return;
    }
    pages.forEach(page -> flow.citation(citation(page)));
    String id = "srvtoolu_g_" + answer.replaceAll("[^A-Za-z0-9]", "");
    ObjectNode input = Json.object().put("query", queries.path(0).asText(""));
    flow.whole(new ContentBlock.ServerToolUse(id, "web_search", input, Optional.empty(), Map.of()));
    flow.whole(
        new ContentBlock.ServerToolResult(
            "web_search_tool_result", id, results(), Optional.empty(), Map.of()));
  }

  private ArrayNode results() {
    ArrayNode results = Json.array();
    for (JsonNode page : pages) {
      results
          .addObject()
          .put("type", "web_search_result")
          .put("url", page.path("uri").asText())
          .put("title", page.path("title").asText(""))
          .put("encrypted_content", "")
          .putNull("page_age");
    }
    return results;
  }

  private static ObjectNode citation(JsonNode page) {
    return Json.object()
        .put("type", "web_search_result_location")
        .put("url", page.path("uri").asText())
        .put("title", page.path("title").asText(""))
        .put("encrypted_index", "")
        .put("cited_text", "");
  }
}
