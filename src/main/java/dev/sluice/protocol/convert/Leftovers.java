package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Source;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.Turn;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of members that the model has no name for when an upstream of another protocol is
 * asked: none of them can be sent there.
 */
public final class Leftovers {

  private static final String LEFT_OUT = "left out";

  /** By their names in a request of Anthropic's. */
  private static final Map<String, Part> DEGRADED =
      Map.of(
          "output_config.task_budget", Part.TASK_BUDGET,
          "context_management", Part.CONTEXT_MANAGEMENT,
          "fallbacks", Part.FALLBACKS,
          "inference_geo", Part.INFERENCE_GEO);

  private static final Map<String, Part> REFUSED =
      Map.of("container", Part.CONTAINER, "mcp_servers", Part.MCP_SERVERS);

  private static final Map<String, Part> DROPPED =
      Map.of("diagnostics", Part.DIAGNOSTICS, "cache_control", Part.REQUEST_CACHE_CONTROL);

  /** Members of tools that have a part of their own, or that nothing of the answer depends on. */
  private static final Set<String> KNOWN_OF_TOOLS =
      Set.of("input_examples", "eager_input_streaming", "allowed_callers", "type");

  private final Losses losses;

  private Leftovers(Losses losses) {
    this.losses = losses;
  }

  /** Warns of everything in the request that nobody has a name for, or refuses it. */
  public static void check(MessageRequest request, Losses losses) throws Inexpressible {
    var check = new Leftovers(losses);
    check.members(request.rest());
    check.blocks(request.system());
    for (Turn turn : request.turns()) {
      check.unknown(turn.rest());
      check.blocks(turn.content());
    }
    for (Tool tool : request.tools()) {
      check.tool(tool);
    }
  }

  /** The same for the members of the request itself alone. */
  public static void members(MessageRequest request, Losses losses) throws Inexpressible {
    new Leftovers(losses).members(request.rest());
  }

  private void members(Map<String, JsonNode> rest) throws Inexpressible {
    for (String name : rest.keySet()) {
      if (REFUSED.containsKey(name)) {
        throw new Inexpressible(
            REFUSED.get(name), "works with upstreams of Anthropic's protocol alone; leave it out");
      }
      if (DEGRADED.containsKey(name)) {
        losses.degraded(DEGRADED.get(name), LEFT_OUT);
      } else if (!DROPPED.containsKey(name)) {
        unknown(name);
      }
    }
  }

  private void blocks(List<ContentBlock> blocks) {
    for (ContentBlock block : blocks) {
      unknown(block.rest());
      switch (block) {
        case ContentBlock.ToolResult result -> blocks(result.content());
        case ContentBlock.SearchResult result -> blocks(result.content());
        case ContentBlock.Document(Source.Blocks(var inner), _, _, _, _, _) -> blocks(inner);
        case ContentBlock.Text _,
            ContentBlock.Image _,
            ContentBlock.Document _,
            ContentBlock.Thinking _,
            ContentBlock.RedactedThinking _,
            ContentBlock.ToolUse _,
            ContentBlock.ToolReference _,
            ContentBlock.ServerToolUse _,
            ContentBlock.ServerToolResult _,
            ContentBlock.Compaction _,
            ContentBlock.Unknown _ -> {}
      }
    }
  }

  private void tool(Tool tool) {
    switch (tool) {
      case Tool.Function function -> {
        function.rest().keySet().stream()
            .filter(name -> !KNOWN_OF_TOOLS.contains(name))
            .forEach(this::unknown);
        if (function.rest().containsKey("input_examples")) {
          losses.degraded(Part.TOOL_INPUT_EXAMPLES, LEFT_OUT);
        }
      }
      case Tool.WebSearch search -> unknown(search.rest());
      case Tool.ClientDefined _, Tool.ServerDefined _ -> {}
    }
  }

  private void unknown(Map<String, JsonNode> rest) {
    rest.keySet().forEach(this::unknown);
  }

  private void unknown(String name) {
    losses.degraded(Part.UNKNOWN_MEMBER, "(" + name + ") " + LEFT_OUT);
  }
}
