package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.ContentBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Blocks without a counterpart, told in words. */
final class PlainWords {

  private static final Set<String> TELLING =
      Set.of("title", "url", "text", "stdout", "stderr", "error_code", "tool_name");

  private final Writing writing;

  PlainWords(Writing writing) {
    this.writing = writing;
  }

  String search(ContentBlock.SearchResult found) {
    writing.losses().degraded(Part.SEARCH_RESULT, "is sent as text, to be cited by nobody");
    writing.unknown("a search_result", found.rest());
    var lines = new ArrayList<String>(List.of(found.title(), found.source()));
    found
        .content()
        .forEach(block -> {
          if (block instanceof ContentBlock.Text words) {
            lines.add(words.text());
          }
        });
    return String.join("\n", lines);
  }

  String reference(ContentBlock.ToolReference loaded) {
    writing.losses().degraded(Part.TOOL_REFERENCE, "is sent as text: all tools are there anyway");
    return "Loaded tools: " + loaded.toolName();
  }

  String call(ContentBlock.ServerToolUse call) {
    writing.losses().degraded(Part.SERVER_TOOL_HISTORY, "is sent as text");
    return "[" + call.name() + ": " + call.input() + "]";
  }

  String result(ContentBlock.ServerToolResult result) {
    writing.losses().degraded(Part.SERVER_TOOL_HISTORY, "is sent as text");
    return "[" + result.type() + "]\n" + leaves(result.content());
  }

  String compaction(ContentBlock.Compaction earlier) throws Inexpressible {
    if (earlier.content().isEmpty()) {
      throw new Inexpressible(
          Part.COMPACTION, "can be read by Anthropic alone; send the conversation itself");
    }
    writing.losses().degraded(Part.COMPACTION, "is sent as text");
    return "Summary of earlier conversation: " + earlier.content().get();
  }

  /** Empty for what says nothing to a model. */
  Optional<String> unknown(ContentBlock.Unknown block) throws Inexpressible {
    JsonNode json = block.json();
    return switch (block.type()) {
      case "container_upload" ->
          throw new Inexpressible(
              Part.CONTAINER_UPLOAD, "lies in a store of Anthropic's; send the file's content");
      case "fallback" -> Optional.empty();
      case "mcp_tool_use" -> {
        writing.losses().degraded(Part.MCP_HISTORY, "is sent as text");
        yield Optional.of("[" + json.path("name").asText() + ": " + json.path("input") + "]");
      }
      case "mcp_tool_result" -> {
        writing.losses().degraded(Part.MCP_HISTORY, "is sent as text");
        yield Optional.of("[mcp_tool_result]\n" + leaves(json.path("content")));
      }
      default -> {
        writing.losses().degraded(Part.UNKNOWN_BLOCK, "is left out: " + block.type());
        yield Optional.empty();
      }
    };
  }

  private static String leaves(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    var lines = new ArrayList<String>();
    gather(content, lines);
    return String.join("\n", lines);
  }

  private static void gather(JsonNode node, List<String> lines) {
    for (var member : node.properties()) {
      if (TELLING.contains(member.getKey()) && member.getValue().isTextual()) {
        lines.add(member.getValue().textValue());
      } else {
        gather(member.getValue(), lines);
      }
    }
    if (node.isArray()) {
      node.forEach(item -> gather(item, lines));
    }
  }
}
