package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.KnownTool;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.OpenAiStrictSchema;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.ToolSchema;
import dev.sluice.protocol.convert.UpstreamOptions.Schemas;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import java.util.Optional;

/** Writes the tools of a request, and which of them are to be called. */
final class ToolWriter {

  private static final String TYPE = "type";
  private static final String WEB_SEARCH = "web_search";

  private final CallNames names;
  private final Losses losses;

  ToolWriter(CallNames names, Losses losses) {
    this.names = names;
    this.losses = losses;
  }

  void write(MessageRequest request, ObjectNode body) throws Inexpressible {
    var tools = Json.array();
    boolean alone = request.tools().stream().allMatch(Tool.ServerDefined.class::isInstance);
    for (Tool tool : request.tools()) {
      add(tool, alone, tools, body);
    }
    if (tools.isEmpty()) {
      return;
    }
    body.set("tools", tools);
    request.toolChoice().ifPresent(choice -> choose(choice, request, body));
    if (request.oneToolAtATime()) {
      body.put("parallel_tool_calls", false);
    }
  }

  private void add(Tool tool, boolean alone, ArrayNode tools, ObjectNode body)
      throws Inexpressible {
    switch (tool) {
      case Tool.Function function -> tools.add(function(function));
      case Tool.ClientDefined client -> tools.add(known(client));
      case Tool.WebSearch search -> tools.add(search(search, body));
      case Tool.ServerDefined server -> leaveOut(server, alone);
    }
  }

  private ObjectNode function(Tool.Function function) {
    boolean wanted = function.strict().orElse(false);
    Optional<ObjectNode> strict =
        wanted ? OpenAiStrictSchema.asItIs(function.inputSchema()) : Optional.empty();
    if (wanted && strict.isEmpty()) {
      losses.degraded(
          Part.TOOL_STRICT, "(" + function.name() + ") is left out: the schema does not allow it");
    }
    if (strict.isEmpty() && ToolSchema.widens(function.inputSchema(), Schemas.OPENAI)) {
      losses.degraded(
          Part.TOOL, function.name() + ": alternatives at the top of its schema become one object");
    }
    var json = Json.object().put(TYPE, "function").put("name", names.tool(function.name()));
    if (!function.description().isEmpty()) {
      json.put("description", function.description());
    }
    json.set(
        "parameters",
        strict.orElseGet(() -> ToolSchema.input(function.inputSchema(), Schemas.OPENAI)));
    return json.put("strict", strict.isPresent());
  }

  private ObjectNode known(Tool.ClientDefined client) throws Inexpressible {
    Tool.Function known =
        KnownTool.of(client.type())
            .map(tool -> tool.function(client.name()))
            .orElseThrow(() ->
                new Inexpressible(
                    Part.TOOL_COMPUTER,
                    "is not understood by OpenAI Responses; use an Anthropic channel for it"));
    losses.degraded(
        Part.ofTool(client.type()),
        "becomes a function with the same input, on which the model is not trained");
    return function(known);
  }

  private ObjectNode search(Tool.WebSearch search, ObjectNode body) {
    var json = Json.object().put(TYPE, WEB_SEARCH);
    if (!search.allowedDomains().isEmpty()) {
      var allowed = json.putObject("filters").putArray("allowed_domains");
      search.allowedDomains().forEach(allowed::add);
    }
    if (!search.blockedDomains().isEmpty()) {
      losses.degraded("tools[web_search].blocked_domains", "is left out");
    }
    search.userLocation().ifPresent(location -> json.set("user_location", location));
    if (search.maxUses() > 0) {
      body.put("max_tool_calls", search.maxUses());
    }
    return json;
  }

  private void leaveOut(Tool.ServerDefined server, boolean alone) throws Inexpressible {
    Part part = Part.ofTool(server.type());
    if (part == Part.TOOL_SEARCH) {
      losses.degraded(part, "is left out; all tools are sent at once");
      return;
    }
    if (alone) {
      throw new Inexpressible(
          part, "(" + server.type() + ") is not understood by OpenAI Responses; leave it out");
    }
    losses.degraded(part, "(" + server.type() + ") is left out");
  }

  private void choose(ToolChoice choice, MessageRequest request, ObjectNode body) {
    switch (choice) {
      case ToolChoice.Auto _ -> body.put("tool_choice", "auto");
      case ToolChoice.Any _ -> body.put("tool_choice", "required");
      case ToolChoice.None _ -> body.put("tool_choice", "none");
      case ToolChoice.Named(var name) -> {
        boolean search =
            request.tools().stream()
                .anyMatch(tool -> tool instanceof Tool.WebSearch && tool.name().equals(name));
        var named = body.putObject("tool_choice");
        if (search) {
          named.put(TYPE, WEB_SEARCH);
        } else {
          named.put(TYPE, "function").put("name", names.tool(name));
        }
      }
    }
  }
}
