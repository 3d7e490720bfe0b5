package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code tools} and {@code toolConfig}. */
final class ToolsReader {

  private static final String FETCH = "web_fetch_20250910";

  private final RequestDraft draft;
  private final Losses losses;
  private final List<Tool> tools = new ArrayList<>();

  ToolsReader(RequestDraft draft, Losses losses) {
    this.draft = draft;
    this.losses = losses;
  }

  void read(ArrayNode groups, Optional<Fields> config) throws MalformedRequest {
    for (int i = 0; i < groups.size(); i++) {
      group(Fields.of("/tools/" + i, groups.get(i)));
    }
    if (config.isPresent()) {
      Optional<Fields> calling = config.get().object("functionCallingConfig");
      if (calling.isPresent()) {
        choice(calling.get());
      }
      config.get().take("includeServerSideToolInvocations");
      config.get().warn(losses);
    }
    tools.forEach(draft::tool);
  }

  private void group(Fields group) throws MalformedRequest {
    ArrayNode functions = group.array("functionDeclarations").orElseGet(Json::array);
    for (int i = 0; i < functions.size(); i++) {
      function(Fields.of(group.pointer() + "/functionDeclarations/" + i, functions.get(i)));
    }
    boolean search = group.take("googleSearch").isPresent();
    if (group.take("googleSearchRetrieval").isPresent() || search) {
      tools.add(
          new Tool.WebSearch(
              Tool.WebSearch.TYPE,
              "web_search",
              0,
              List.of(),
              List.of(),
              Optional.empty(),
              Map.of()));
    }
    if (group.take("urlContext").isPresent()) {
      ObjectNode fetch = Json.object().put("type", FETCH).put("name", "web_fetch");
      tools.add(new Tool.ServerDefined(FETCH, "web_fetch", fetch));
    }
    group.warn(losses);
  }

  private void function(Fields function) throws MalformedRequest {
    String name = function.text("name").orElse("");
    if (name.isEmpty()) {
      throw function.malformed("name", "is missing", "send the name of the function");
    }
    String description = function.text("description").orElse("");
    Optional<Fields> own = function.object("parameters");
    Optional<Fields> standard = function.object("parametersJsonSchema");
    ObjectNode schema =
        standard
            .map(Fields::json)
            .or(() -> own.map(Fields::json).map(SchemaReader::jsonSchema))
            .orElseGet(Json::object);
    if (!schema.has("type")) {
      schema = Json.object().put("type", "object").setAll(schema);
    }
    tools.add(new Tool.Function(name, description, schema));
    function.take("response");
    function.take("responseJsonSchema");
    function.warn(losses);
  }

  private void choice(Fields calling) throws MalformedRequest {
    String mode = calling.text("mode").orElse("");
    List<String> allowed = new ArrayList<>();
    for (JsonNode name : calling.array("allowedFunctionNames").orElseGet(Json::array)) {
      allowed.add(name.asText());
    }
    calling.take("streamFunctionCallArguments");
    calling.warn(losses);
    switch (mode) {
      case "", "MODE_UNSPECIFIED" -> {}
      case "AUTO", "VALIDATED" -> {
        only(allowed, calling);
        draft.toolChoice(new ToolChoice.Auto());
      }
      case "NONE" -> draft.toolChoice(new ToolChoice.None());
      case "ANY" -> any(allowed, calling);
      default ->
          throw calling.malformed(
              "mode", "is \"" + mode + "\"", "send AUTO, ANY, NONE or VALIDATED");
    }
  }

  private void any(List<String> allowed, Fields calling) throws MalformedRequest {
    if (allowed.size() == 1) {
      draft.toolChoice(new ToolChoice.Named(allowed.getFirst()));
      return;
    }
    only(allowed, calling);
    draft.toolChoice(new ToolChoice.Any());
  }

  private void only(List<String> allowed, Fields calling) throws MalformedRequest {
    if (allowed.isEmpty()) {
      return;
    }
    tools.removeIf(tool -> !allowed.contains(tool.name()));
    if (tools.isEmpty()) {
      throw calling.malformed(
          "allowedFunctionNames", "names no function", "send names of functionDeclarations");
    }
  }
}
