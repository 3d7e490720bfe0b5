package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Spent;

/** Tokens as Anthropic tells them: input without what was cached. */
final class UsageWriter {

  private UsageWriter() {}

  /** What is known when an answer begins. */
  static ObjectNode starting(Spent spent) {
    var usage = Json.object().put("input_tokens", spent.input());
    if (spent.cacheRead() + spent.cacheWrite() > 0) {
      usage
          .put("cache_creation_input_tokens", spent.cacheWrite())
          .put("cache_read_input_tokens", spent.cacheRead());
    }
    return usage.put("output_tokens", spent.output());
  }

  static ObjectNode whole(Spent spent) {
    var usage =
        Json.object()
            .put("input_tokens", spent.input())
            .put("cache_creation_input_tokens", spent.cacheWrite())
            .put("cache_read_input_tokens", spent.cacheRead())
            .put("output_tokens", spent.output());
    usage.putObject("output_tokens_details").put("thinking_tokens", spent.thinking());
    if (spent.webSearches() > 0) {
      usage.putObject("server_tool_use").put("web_search_requests", spent.webSearches());
    }
    return usage;
  }
}
