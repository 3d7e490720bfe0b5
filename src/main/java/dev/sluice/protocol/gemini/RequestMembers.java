package dev.sluice.protocol.gemini;

import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.MessageRequest;
import java.util.TreeSet;

/** Members of a request that have no place in Gemini's. */
final class RequestMembers {

  private RequestMembers() {}

  static void judge(MessageRequest request, Losses losses) throws Inexpressible {
    for (String name : new TreeSet<>(request.rest().keySet())) {
      judge(name, losses);
    }
    if (request.oneToolAtATime()) {
      losses.degraded(Part.ONE_TOOL_AT_A_TIME, "is not known: several may be called at once");
    }
    if (request.fast()) {
      losses.degraded(Part.SPEED, "is left out");
    }
  }

  private static void judge(String name, Losses losses) throws Inexpressible {
    switch (name) {
      case "container" ->
          throw new Inexpressible(Part.CONTAINER, "runs at Anthropic alone; leave it out");
      case "mcp_servers" ->
          throw new Inexpressible(
              Part.MCP_SERVERS, "are asked by Anthropic alone; list their tools yourself");
      case "output_config.task_budget", "task_budget" ->
          losses.degraded(Part.TASK_BUDGET, "is left out");
      case "context_management" -> losses.degraded(Part.CONTEXT_MANAGEMENT, "is left out");
      case "fallbacks" -> losses.degraded(Part.FALLBACKS, "are left out: channels do that");
      case "inference_geo" -> losses.degraded(Part.INFERENCE_GEO, "is left out");
      case "diagnostics", "cache_control" -> {}
      default -> losses.degraded(Part.UNKNOWN_MEMBER, "is left out: " + name);
    }
  }
}
