package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.KnownTool;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.OpenAiStrictSchema;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.ToolSchema;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.ToolNames;
import java.util.Optional;

/** Writes tools and what is said of their choice. */
final class ChatTools {

  private final MessageRequest request;
  private final UpstreamOptions options;
  private final ToolNames names;
  private final Losses losses;
  private final ArrayNode written = Json.array();

  ChatTools(MessageRequest request, UpstreamOptions options, ToolNames names, Losses losses) {
    this.request = request;
    this.options = options;
    this.names = names;
    this.losses = losses;
  }

  void write(ObjectNode body) throws Inexpressible {
    for (Tool tool : request.tools()) {
      switch (tool) {
        case Tool.Function function -> function(function);
        case Tool.ClientDefined known -> clientDefined(known);
        case Tool.WebSearch search -> webSearch(search, body);
        case Tool.ServerDefined other -> serverDefined(other);
      }
    }
    if (!written.isEmpty()) {
      choice(body);
    }
  }

  /** Whether the request has any that the upstream can call. */
  static boolean any(MessageRequest request) {
    return request.tools().stream()
        .anyMatch(tool -> tool instanceof Tool.Function || tool instanceof Tool.ClientDefined);
  }

  private void function(Tool.Function tool) {
    ObjectNode entry = written.addObject().put("type", "function");
    ObjectNode function = entry.putObject("function").put("name", names.sent(tool.name()));
    if (!tool.description().isEmpty()) {
      function.put("description", tool.description());
    }
    if (ToolSchema.widens(tool.inputSchema(), options.schemas())) {
      losses.degraded(
          Part.TOOL, tool.name() + ": alternatives at the top of its schema become one object");
    }
    ObjectNode schema = ToolSchema.input(tool.inputSchema(), options.schemas());
    Optional<ObjectNode> strict = strict(tool, schema);
    function.set("parameters", strict.orElse(schema));
    strict.ifPresent(_ -> function.put("strict", true));
    deferred(tool);
    tool.cacheControl().ifPresent(mark -> CacheMark.write(entry, mark, options));
  }

  private Optional<ObjectNode> strict(Tool.Function tool, ObjectNode schema) {
    if (!tool.strict().orElse(false)) {
      return Optional.empty();
    }
    Optional<ObjectNode> strict =
        options.is(ChannelOption.STRICT_SCHEMAS)
            ? OpenAiStrictSchema.asItIs(schema)
            : Optional.empty();
    if (strict.isEmpty()) {
      losses.degraded(
          Part.TOOL_STRICT,
          "of " + tool.name() + " is left out: this upstream cannot hold to such a schema");
    }
    return strict;
  }

  private void deferred(Tool.Function tool) {
    if (tool.deferred()) {
      losses.degraded(Part.TOOL_DEFERRED, "is not known to this upstream: all tools are sent");
    }
  }

  private void clientDefined(Tool.ClientDefined tool) throws Inexpressible {
    Part part = Part.ofTool(tool.type());
    Tool.Function function =
        KnownTool.of(tool.type())
            .map(known -> known.function(tool.name()))
            .orElseThrow(() ->
                new Inexpressible(
                    part, "is of Anthropic's models alone; use a channel of the type anthropic"));
    losses.degraded(part, "becomes a function: this model was not trained on " + tool.type());
    function(function);
  }

  private void webSearch(Tool.WebSearch tool, ObjectNode body) throws Inexpressible {
    switch (options.webSearch()) {
      case NONE -> without(Part.TOOL_WEB_SEARCH);
      case OPTIONS -> {
        ObjectNode search = body.putObject("web_search_options");
        tool.userLocation()
            .filter(JsonNode::isObject)
            .ifPresent(place ->
                search
                    .putObject("user_location")
                    .put("type", "approximate")
                    .set("approximate", ((ObjectNode) place.deepCopy()).without("type")));
      }
      case PLUGIN -> body.putArray("plugins").addObject().put("id", "web");
      case ENABLE_SEARCH -> body.put("enable_search", true);
      case TOOL ->
          written.addObject().put("type", "web_search").putObject("web_search").put("enable", true);
    }
    boolean filtered =
        !tool.allowedDomains().isEmpty() || !tool.blockedDomains().isEmpty() || tool.maxUses() > 0;
    if (filtered && options.webSearch() != UpstreamOptions.WebSearchForm.NONE) {
      losses.degraded(Part.TOOL_WEB_SEARCH, "loses max_uses and its lists of domains");
    }
  }

  private void serverDefined(Tool.ServerDefined tool) throws Inexpressible {
    Part part = Part.ofTool(tool.type());
    if (part == Part.TOOL_SEARCH) {
      losses.degraded(part, "is left out: all tools are sent instead");
    } else {
      without(part);
    }
  }

  private void without(Part part) throws Inexpressible {
    if (!any(request)) {
      throw new Inexpressible(
          part, "is not offered by this upstream; use a channel of the type anthropic");
    }
    losses.degraded(part, "is left out: this upstream does not offer it");
  }

  private void choice(ObjectNode body) {
    ToolChoice choice = request.toolChoice().orElse(null);
    if (choice instanceof ToolChoice.None && options.toolChoice() == UpstreamOptions.Choices.AUTO) {
      losses.degraded(Part.CHOICE_NONE, "is not known to this upstream: it gets no tools");
      return;
    }
    body.set("tools", written);
    if (choice != null) {
      body.set("tool_choice", choice(choice));
    }
    if (request.oneToolAtATime() && options.is(ChannelOption.PARALLEL_TOOLS)) {
      body.put("parallel_tool_calls", false);
    } else if (request.oneToolAtATime()) {
      losses.degraded(Part.ONE_TOOL_AT_A_TIME, "is not known to this upstream");
    }
  }

  private JsonNode choice(ToolChoice choice) {
    var json = Json.object();
    return switch (choice) {
      case ToolChoice.Auto _ -> json.textNode("auto");
      case ToolChoice.None _ -> json.textNode("none");
      case ToolChoice.Any _ -> json.textNode(forced(Part.CHOICE_ANY) ? "required" : "auto");
      case ToolChoice.Named(var name) -> {
        if (!forced(Part.CHOICE_NAMED)) {
          yield json.textNode("auto");
        }
        json.put("type", "function").putObject("function").put("name", names.sent(name));
        yield json;
      }
    };
  }

  private boolean forced(Part part) {
    boolean can =
        switch (options.toolChoice()) {
          case ALL -> true;
          case UNFORCED_THINKING ->
              request.reasoning().level().filter(level -> level == Effort.NONE).isPresent();
          case UNFORCED, AUTO -> false;
        };
    if (!can) {
      losses.degraded(part, "becomes auto: this model cannot be forced to call a tool");
    }
    return can;
  }
}
