package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.message.ToolIds;
import java.util.ArrayList;
import java.util.List;

/** What a stream of Anthropic's tells, block by block, without what may differ. */
final class AnthropicStory {

  private AnthropicStory() {}

  static List<String> of(String stream) {
    var lines = new ArrayList<String>();
    var block = new StringBuilder();
    for (JsonNode event : Cases.frames(stream)) {
      switch (event.path("type").asText()) {
        case "content_block_start" -> {
          JsonNode head = event.path("content_block");
          block.append(event.path("index").asInt() + " " + head.path("type").asText() + " ");
          block.append(id(head.path("id").asText())).append(head.path("name").asText()).append(' ');
        }
        case "content_block_delta" -> {
          JsonNode delta = event.path("delta");
          block.append(delta.path("text").asText());
          block.append(delta.path("thinking").asText());
          block.append(delta.path("partial_json").asText());
          block.append(delta.has("signature") ? " signed" : "");
        }
        case "content_block_stop" -> {
          lines.add(block.toString());
          block.setLength(0);
        }
        case "message_delta" -> lines.add(end(event));
        case "error" -> lines.add(block + " error");
        default -> {}
      }
    }
    return lines;
  }

  private static String id(String id) {
    return id.startsWith("<ENC ") ? id.substring(5, id.length() - 1) : ToolIds.original(id);
  }

  private static String end(JsonNode event) {
    JsonNode usage = event.path("usage");
    return event.at("/delta/stop_reason").asText()
        + " in "
        + usage.path("input_tokens").asInt()
        + " read "
        + usage.path("cache_read_input_tokens").asInt()
        + " out "
        + usage.path("output_tokens").asInt();
  }
}
