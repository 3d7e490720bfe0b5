package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tools of a request and what is said of their choice. */
final class ToolsReader {

  private static final String CHOICES =
      "auto, none, required or an object of the type function, custom or allowed_tools";

  private final RequestDraft draft;
  private final Losses losses;
  private final Set<String> custom = new LinkedHashSet<>();

  ToolsReader(RequestDraft draft, Losses losses) {
    this.draft = draft;
    this.losses = losses;
  }

  /** The names of tools whose input is a text. */
  Set<String> custom() {
    return custom;
  }

  void read(JsonAt body) throws MalformedRequest, Inexpressible {
    var tools = new ArrayList<Tool>();
    for (JsonAt tool : body.optionalElements("tools")) {
      tool.object();
      tools.add(tool(tool));
    }
    for (JsonAt function : body.optionalElements("functions")) {
      tools.add(function(function, Optional.empty()));
    }
    search(body).ifPresent(tools::add);
    Set<String> allowed = choice(body);
    tools.stream()
        .filter(tool -> allowed.isEmpty() || allowed.contains(tool.name()))
        .forEach(draft::tool);
    Optional<JsonAt> parallel = body.member("parallel_tool_calls");
    draft.oneToolAtATime(parallel.isPresent() && !parallel.get().flag());
  }

  private Tool tool(JsonAt tool) throws MalformedRequest, Inexpressible {
    String type = tool.text("type");
    return switch (type) {
      case "function" -> function(tool.required("function"), mark(tool));
      case "custom" -> custom(tool.required("custom"));
      default ->
          throw new Inexpressible(
              "tools." + type, "is not understood by other protocols; send a function");
    };
  }

  private static Optional<com.fasterxml.jackson.databind.JsonNode> mark(JsonAt tool) {
    return tool.member("cache_control").map(JsonAt::node);
  }

  private Tool function(JsonAt function, Optional<com.fasterxml.jackson.databind.JsonNode> mark)
      throws MalformedRequest {
    Optional<JsonAt> parameters = function.member("parameters");
    ObjectNode schema = parameters.isPresent() ? parameters.get().object() : noArguments();
    Optional<JsonAt> strict = function.member("strict");
    return new Tool.Function(
        function.text("name"),
        function.optionalText("description").orElse(""),
        schema,
        strict.isPresent() ? Optional.of(strict.get().flag()) : Optional.empty(),
        false,
        mark,
        Map.of());
  }

  private static ObjectNode noArguments() {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties");
    return schema;
  }

  private Tool custom(JsonAt tool) throws MalformedRequest {
    String name = tool.text("name");
    custom.add(name);
    if (tool.member("format")
        .filter(format -> !format.node().path("type").asText().equals("text"))
        .isPresent()) {
      losses.degraded("tools.custom.format", "is left out: other protocols hold to no grammar");
    }
    return new Tool.Function(
        name, tool.optionalText("description").orElse(""), CustomTools.schema());
  }

  private Optional<Tool> search(JsonAt body) throws MalformedRequest {
    Optional<JsonAt> options = body.member("web_search_options");
    if (options.isEmpty()) {
      return Optional.empty();
    }
    options.get().object();
    if (options.get().member("search_context_size").isPresent()) {
      losses.degraded(
          "web_search_options.search_context_size", "is not understood by other protocols");
    }
    Optional<com.fasterxml.jackson.databind.JsonNode> place =
        options
            .get()
            .member("user_location")
            .map(location -> {
              ObjectNode flat = Json.object().put("type", "approximate");
              location
                  .node()
                  .path("approximate")
                  .properties()
                  .forEach(each -> flat.set(each.getKey(), each.getValue()));
              return flat;
            });
    return Optional.of(
        new Tool.WebSearch(
            Tool.WebSearch.TYPE, "web_search", 0, List.of(), List.of(), place, Map.of()));
  }

  /** Reads the choice; the names to which it narrows the tools, none: all. */
  private Set<String> choice(JsonAt body) throws MalformedRequest {
    Optional<JsonAt> given = body.member("tool_choice");
    if (given.isEmpty()) {
      given = body.member("function_call");
    }
    if (given.isEmpty()) {
      return Set.of();
    }
    JsonAt choice = given.get();
    if (choice.node().isTextual()) {
      draft.toolChoice(named(choice, choice.text()));
      return Set.of();
    }
    choice.object();
    String type = choice.optionalText("type").orElse("name");
    switch (type) {
      case "name" -> draft.toolChoice(new ToolChoice.Named(choice.text("name")));
      case "function", "custom" ->
          draft.toolChoice(new ToolChoice.Named(choice.required(type).text("name")));
      case "allowed_tools" -> {
        return allowed(choice.required("allowed_tools"));
      }
      default -> throw Malformed.at(choice, "is of the type " + type, CHOICES);
    }
    return Set.of();
  }

  private static ToolChoice named(JsonAt choice, String text) throws MalformedRequest {
    return switch (text) {
      case "auto" -> new ToolChoice.Auto();
      case "required", "any" -> new ToolChoice.Any();
      case "none" -> new ToolChoice.None();
      default -> throw Malformed.at(choice, "is \"" + text + "\"", CHOICES);
    };
  }

  private Set<String> allowed(JsonAt allowed) throws MalformedRequest {
    Set<String> names = new LinkedHashSet<>();
    for (JsonAt tool : allowed.optionalElements("tools")) {
      String type = tool.optionalText("type").orElse("function");
      names.add(tool.required(type).text("name"));
    }
    boolean required = allowed.optionalText("mode").orElse("auto").equals("required");
    draft.toolChoice(required ? new ToolChoice.Any() : new ToolChoice.Auto());
    return names;
  }
}
