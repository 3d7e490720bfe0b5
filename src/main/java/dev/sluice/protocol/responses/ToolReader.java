package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.Tool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the tools of a request, wherever in it they stand. Made per request. */
final class ToolReader {

  static final String INPUT = "input";
  static final String WEB_SEARCH = "web_search";

  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";

  private final Losses losses;
  private final CallerTools known = new CallerTools();
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  ToolReader(Losses losses) {
    this.losses = losses;
  }

  Collection<Tool> tools() {
    return tools.values();
  }

  CallerTools known() {
    return known;
  }

  void read(List<JsonAt> list) throws MalformedRequest, Inexpressible {
    for (JsonAt tool : list) {
      read(tool, "");
    }
  }

  private void read(JsonAt tool, String namespace) throws MalformedRequest, Inexpressible {
    tool.object();
    String type = tool.text("type");
    switch (type) {
      case "function" -> function(tool, namespace);
      case "custom" -> custom(tool, namespace);
      case "namespace" -> {
        for (JsonAt member : tool.required("tools").elements()) {
          read(member, tool.text(NAME));
        }
      }
      case "local_shell" -> shipped(CallerTools.Kind.LOCAL_SHELL, ShippedTool.LOCAL_SHELL);
      case "shell" -> shipped(CallerTools.Kind.SHELL, ShippedTool.SHELL);
      case "apply_patch" -> shipped(CallerTools.Kind.APPLY_PATCH, ShippedTool.APPLY_PATCH);
      // All tools are sent at once, so there is nothing to search for.
      case "tool_search" -> {}
      case "mcp", "file_search", "computer", "computer_use_preview" ->
          throw new Inexpressible(
              "tools[" + type + "]", "runs at OpenAI alone; leave it out or use an OpenAI channel");
      default -> {
        if (type.startsWith(WEB_SEARCH)) {
          search(tool);
        } else {
          losses.degraded("tools[" + type + "]", "is not understood by other protocols");
        }
      }
    }
  }

  private void add(Tool tool, CallerTools.Known as) {
    tools.put(tool.name(), tool);
    known.put(tool.name(), as);
  }

  private void function(JsonAt tool, String namespace) throws MalformedRequest {
    String name = tool.text(NAME);
    var parameters = tool.member("parameters");
    boolean strict = tool.optionalFlag("strict");
    add(
        new Tool.Function(
            FlatName.of(namespace, name),
            tool.optionalText(DESCRIPTION).orElse(""),
            parameters.isPresent() ? parameters.get().object() : nothing(),
            strict ? Optional.of(true) : Optional.empty(),
            false,
            Optional.empty(),
            Map.of()),
        new CallerTools.Known(CallerTools.Kind.FUNCTION, name, namespace));
  }

  private static ObjectNode nothing() {
    var schema = Json.object().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private void custom(JsonAt tool, String namespace) throws MalformedRequest {
    String name = tool.text(NAME);
    if (tool.node().path("format").path("type").asText().equals("grammar")) {
      losses.degraded("tools[" + name + "].format", "is not enforced");
    }
    var schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject(INPUT).put("type", "string");
    schema.putArray("required").add(INPUT);
    add(
        new Tool.Function(
            FlatName.of(namespace, name), tool.optionalText(DESCRIPTION).orElse(""), schema),
        new CallerTools.Known(CallerTools.Kind.CUSTOM, name, namespace));
  }

  private void shipped(CallerTools.Kind kind, ShippedTool shipped) {
    add(shipped.function(), new CallerTools.Known(kind, shipped.toolName(), ""));
  }

  private void search(JsonAt tool) throws MalformedRequest {
    var filters = tool.member("filters");
    if (tool.node().path("external_web_access").isBoolean()
        && !tool.node().path("external_web_access").booleanValue()) {
      losses.degraded("tools[web_search].external_web_access", "is left out");
    }
    if (tool.member("search_context_size").isPresent()) {
      losses.degraded("tools[web_search].search_context_size", "is left out");
    }
    tools.put(
        WEB_SEARCH,
        new Tool.WebSearch(
            Tool.WebSearch.TYPE,
            WEB_SEARCH,
            0,
            filters.isPresent() ? texts(filters.get(), "allowed_domains") : List.of(),
            filters.isPresent() ? texts(filters.get(), "blocked_domains") : List.of(),
            tool.member("user_location").map(JsonAt::node).map(JsonNode::deepCopy),
            Map.of()));
  }

  private static List<String> texts(JsonAt at, String name) throws MalformedRequest {
    var texts = new ArrayList<String>();
    for (JsonAt each : at.optionalElements(name)) {
      texts.add(each.text());
    }
    return texts;
  }
}
