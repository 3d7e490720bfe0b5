package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.message.Spent;

/** Adds up {@code usage} objects: a later figure takes the place of an earlier one. */
final class SpentReader {

  private long input;
  private long read;
  private long written;
  private long output;
  private long thinking;
  private long searches;
  private boolean known;

  void take(JsonNode usage) {
    known |= usage.isObject();
    input = later(usage.path("input_tokens"), input);
    read = later(usage.path("cache_read_input_tokens"), read);
    written = later(usage.path("cache_creation_input_tokens"), written);
    output = later(usage.path("output_tokens"), output);
    thinking = later(usage.path("output_tokens_details").path("thinking_tokens"), thinking);
    searches = later(usage.path("server_tool_use").path("web_search_requests"), searches);
  }

  private static long later(JsonNode figure, long before) {
    return figure.canConvertToLong() ? figure.longValue() : before;
  }

  Spent total() {
    return new Spent(input, read, written, output, thinking, searches, known);
  }
}
