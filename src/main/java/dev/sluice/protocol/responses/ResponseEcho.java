package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.protocol.Json;
import java.util.Set;

/**
 * What of a request its answer tells again.
 *
 * @param encrypted whether the caller wants what it is to give back with its next request
 */
record ResponseEcho(ObjectNode asked, boolean encrypted) {

  private static final Set<String> TOLD =
      Set.of(
          "instructions",
          "max_output_tokens",
          "metadata",
          "parallel_tool_calls",
          "reasoning",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_p",
          "user",
          "safety_identifier",
          "prompt_cache_key");

  /** The conversation is none of it: an answer does not hold on to that. */
  static ResponseEcho of(ObjectNode body) {
    boolean encrypted = false;
    for (JsonNode each : body.path("include")) {
      encrypted |= each.asText().equals("reasoning.encrypted_content");
    }
    ObjectNode told = Json.object();
    body.properties().stream()
        .filter(member -> TOLD.contains(member.getKey()))
        .forEach(member -> told.set(member.getKey(), member.getValue()));
    return new ResponseEcho(told, encrypted);
  }

  /**
   * @param brief without what is long, for clients that do not look at it
   */
  void write(ObjectNode response, boolean brief) {
    JsonNode nothing = NullNode.instance;
    response.set("instructions", brief ? nothing : or("instructions", nothing));
    response.set("max_output_tokens", or("max_output_tokens", nothing));
    response.set("metadata", or("metadata", Json.object()));
    response.set("parallel_tool_calls", or("parallel_tool_calls", Json.object().booleanNode(true)));
    response.putNull("previous_response_id");
    response.set("reasoning", or("reasoning", noReasoning()));
    response.put("store", false);
    response.set("temperature", or("temperature", nothing));
    response.set("text", or("text", plain()));
    response.set("tool_choice", or("tool_choice", TextNode.valueOf("auto")));
    response.set("tools", brief ? Json.array() : or("tools", Json.array()));
    response.set("top_p", or("top_p", nothing));
    response.put("truncation", "disabled");
    for (String name : new String[] {"user", "safety_identifier", "prompt_cache_key"}) {
      if (asked.path(name).isTextual()) {
        response.set(name, asked.get(name));
      }
    }
  }

  private JsonNode or(String name, JsonNode otherwise) {
    return asked.hasNonNull(name) ? asked.get(name) : otherwise;
  }

  private static ObjectNode noReasoning() {
    return Json.object().putNull("effort").putNull("summary");
  }

  private static ObjectNode plain() {
    var text = Json.object();
    text.putObject("format").put("type", "text");
    return text;
  }
}
