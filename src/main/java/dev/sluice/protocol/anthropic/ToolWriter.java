package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolNames;

/** A tool, written. */
final class ToolWriter {

  private ToolWriter() {}

  static ObjectNode write(Tool tool, ToolNames names) {
    return switch (tool) {
      case Tool.Function function -> function(function, names);
      case Tool.WebSearch search -> search(search);
      case Tool.ClientDefined(_, _, var json) -> json.deepCopy();
      case Tool.ServerDefined(_, _, var json) -> json.deepCopy();
    };
  }

  private static ObjectNode function(Tool.Function function, ToolNames names) {
    var json = Json.object().put("name", names.sent(function.name()));
    if (!function.description().isEmpty()) {
      json.put("description", function.description());
    }
    json.set("input_schema", StrictSchema.ofInput(function.inputSchema()));
    function.strict().filter(strict -> strict).ifPresent(_ -> json.put("strict", true));
    function.cacheControl().ifPresent(mark -> json.set("cache_control", mark));
    return json;
  }

  private static ObjectNode search(Tool.WebSearch search) {
    var json = Json.object().put("type", search.type()).put("name", search.name());
    if (search.maxUses() > 0) {
      json.put("max_uses", search.maxUses());
    }
    if (!search.allowedDomains().isEmpty()) {
      search.allowedDomains().forEach(json.putArray("allowed_domains")::add);
    }
    if (!search.blockedDomains().isEmpty()) {
      search.blockedDomains().forEach(json.putArray("blocked_domains")::add);
    }
    search.userLocation().ifPresent(place -> json.set("user_location", place));
    return json;
  }
}
