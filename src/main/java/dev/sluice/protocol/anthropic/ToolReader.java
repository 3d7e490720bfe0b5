package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.message.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tool of a request, read. */
final class ToolReader {

  private static final Set<String> OF_FUNCTIONS =
      Set.of(
          "type",
          "name",
          "description",
          "input_schema",
          "strict",
          "defer_loading",
          "cache_control");
  private static final Set<String> OF_SEARCHES =
      Set.of(
          "type",
          "name",
          "max_uses",
          "allowed_domains",
          "blocked_domains",
          "user_location",
          "cache_control");

  private static final List<String> RUN_BY_CALLER =
      List.of("bash_", "text_editor_", "memory_", "computer_", "browser_toolset_");

  private ToolReader() {}

  static Tool read(JsonAt tool) throws MalformedRequest {
    tool.object();
    String type = tool.optionalText("type").orElse("custom");
    if (type.equals("custom")) {
      return function(tool);
    }
    String name = tool.optionalText("name").orElse(type);
    if (type.startsWith("web_search_")) {
      return search(tool, type, name);
    }
    return RUN_BY_CALLER.stream().anyMatch(type::startsWith)
        ? new Tool.ClientDefined(type, name, tool.object())
        : new Tool.ServerDefined(type, name, tool.object());
  }

  private static Tool function(JsonAt tool) throws MalformedRequest {
    var strict = tool.member("strict");
    return new Tool.Function(
        tool.text("name"),
        tool.optionalText("description").orElse(""),
        tool.required("input_schema").object(),
        strict.isPresent() ? Optional.of(strict.get().flag()) : Optional.empty(),
        tool.optionalFlag("defer_loading"),
        tool.member("cache_control").map(JsonAt::node),
        tool.rest(OF_FUNCTIONS));
  }

  private static Tool search(JsonAt tool, String type, String name) throws MalformedRequest {
    return new Tool.WebSearch(
        type,
        name,
        (int) Math.min(Integer.MAX_VALUE, tool.optionalCount("max_uses", 0).orElse(0)),
        texts(tool, "allowed_domains"),
        texts(tool, "blocked_domains"),
        tool.member("user_location").map(JsonAt::node).map(JsonNode::deepCopy),
        tool.rest(OF_SEARCHES));
  }

  private static List<String> texts(JsonAt tool, String name) throws MalformedRequest {
    var texts = new ArrayList<String>();
    for (JsonAt each : tool.optionalElements(name)) {
      texts.add(each.text());
    }
    return texts;
  }
}
