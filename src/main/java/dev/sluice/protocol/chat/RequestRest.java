package dev.sluice.protocol.chat;

import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.MessageRequest;

/** Judges the members of a request for which there is no counterpart. */
final class RequestRest {

  private static final String ANTHROPIC = "is of Anthropic's; use a channel of the type anthropic";

  private final Losses losses;

  RequestRest(Losses losses) {
    this.losses = losses;
  }

  void judge(MessageRequest request) throws Inexpressible {
    for (String name : request.rest().keySet().stream().sorted().toList()) {
      switch (name) {
        case "container" -> throw new Inexpressible(Part.CONTAINER, ANTHROPIC);
        case "mcp_servers" -> throw new Inexpressible(Part.MCP_SERVERS, ANTHROPIC);
        case "context_management" -> {
          if (request.rest().toString().contains("compact_")) {
            losses.degraded(Part.CONTEXT_MANAGEMENT, "is left out: nothing is compacted");
          }
        }
        case "diagnostics", "cache_control" -> {
          // nothing of the answer depends on them
        }
        case "fallbacks", "fallback_credit_token" ->
            losses.degraded(Part.FALLBACKS, "is left out: the gateway has channels instead");
        case "inference_geo" ->
            losses.degraded(Part.INFERENCE_GEO, "is left out: the channel decides where");
        case "task_budget", "output_config.task_budget" ->
            losses.degraded(Part.TASK_BUDGET, "is left out: this upstream keeps none");
        default -> losses.degraded(Part.UNKNOWN_MEMBER, "is left out: " + name);
      }
    }
  }
}
