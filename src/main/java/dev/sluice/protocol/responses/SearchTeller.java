package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.WholeText;
import java.util.Map;
import java.util.Optional;

/** A search of the web, once it is done; other work of the provider's is not told. */
final class SearchTeller implements OutputItem.Teller {

  private static final String QUERY = "query";

  private final boolean search;
  private final int index;
  private final OutputContext context;

  SearchTeller(boolean search, int index, OutputContext context) {
    this.search = search;
    this.index = index;
    this.context = context;
  }

  @Override
  public void begun(JsonNode item) {}

  @Override
  public void piece(Step.Channel channel, int part, String text) {}

  @Override
  public void whole(Step.Channel channel, int part, String text) {}

  @Override
  public void ended(JsonNode item) {
    if (!search || item.isEmpty()) {
      return;
    }
    context.searched();
    JsonNode action = item.path("action");
    String own = item.path("id").asText();
    String id =
        context.id("srvtoolu_" + (own.startsWith("ws_") ? own.substring(3) : own + index), index);
    context
        .flow()
        .whole(
            new ContentBlock.ServerToolUse(
                id,
                "web_search",
                Json.object().put(QUERY, WholeText.clean(query(action))),
                Optional.empty(),
                Map.of()));
    var results = Json.array();
    for (JsonNode source : action.path("sources")) {
      if (source.path("url").isTextual()) {
        results
            .addObject()
            .put("type", "web_search_result")
            .put("url", WholeText.clean(source.path("url").asText()))
            .put("title", WholeText.clean(source.path("title").asText()))
            .put("encrypted_content", "")
            .putNull("page_age");
      }
    }
    context
        .flow()
        .whole(
            new ContentBlock.ServerToolResult(
                "web_search_tool_result", id, results, Optional.empty(), Map.of()));
  }

  private static String query(JsonNode action) {
    if (action.path(QUERY).isTextual()) {
      return action.path(QUERY).asText();
    }
    JsonNode first = action.path("queries").path(0);
    return first.isTextual() ? first.asText() : action.path("url").asText();
  }
}
