package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.protocol.Json;

/** Collects citations of pages of the web, which alone have a form in Chat. */
final class UrlCitations {

  private final ArrayNode annotations = Json.array();

  /**
   * @param start of the text that it belongs to, in characters
   */
  void add(JsonNode citation, int start, int end) {
    if (citation.path("url").isTextual()) {
      annotations
          .addObject()
          .put("type", "url_citation")
          .putObject("url_citation")
          .put("url", citation.path("url").asText())
          .put("title", citation.path("title").asText(""))
          .put("start_index", start)
          .put("end_index", end);
    }
  }

  boolean isEmpty() {
    return annotations.isEmpty();
  }

  ArrayNode json() {
    return annotations;
  }
}
