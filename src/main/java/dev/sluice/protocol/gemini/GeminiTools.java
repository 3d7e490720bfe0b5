package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.KnownTool;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code tools} and {@code toolConfig}. */
final class GeminiTools {

  private static final Set<String> HARMLESS =
      Set.of("eager_input_streaming", "allowed_callers", "input_examples");

  private final Writing writing;
  private final ArrayNode functions = Json.array();
  private final Map<String, Part> builtIn = new LinkedHashMap<>();

  GeminiTools(Writing writing) {
    this.writing = writing;
  }

  void add(Tool tool) throws Inexpressible {
    switch (tool) {
      case Tool.Function function -> function(function);
      case Tool.WebSearch search -> {
        writing.unknown("web_search", search.rest());
        provided("googleSearch", Part.TOOL_WEB_SEARCH, "is Google's: no bounds, no domains");
      }
      case Tool.ClientDefined(var type, var name, var _) -> typed(type, name);
      case Tool.ServerDefined(var type, var name, var _) -> typed(type, name);
    }
  }

  private void typed(String type, String name) throws Inexpressible {
    Part part = Part.ofTool(type);
    Optional<KnownTool> known = KnownTool.of(type);
    if (known.isPresent()) {
      described(known.get().function(name), part);
      return;
    }
    switch (part) {
      case TOOL_COMPUTER -> throw new Inexpressible(part, "has no counterpart; leave it out");
      case TOOL_MCP ->
          throw new Inexpressible(part, "runs at Anthropic alone; list its tools yourself");
      case TOOL_WEB_FETCH -> provided("urlContext", part, "is Google's: no bounds, no domains");
      case TOOL_CODE_EXECUTION -> provided("codeExecution", part, "is Google's: Python, no files");
      case TOOL_SEARCH -> writing.losses().degraded(part, "is left out: all tools are sent");
      default -> writing.losses().degraded(Part.TOOL_UNKNOWN, "is left out: " + type);
    }
  }

  private void described(Tool.Function function, Part part) {
    writing.losses().degraded(part, "is sent as a plain function");
    function(function);
  }

  private void provided(String name, Part part, String how) {
    writing.losses().degraded(part, how);
    builtIn.put(name, part);
  }

  private void function(Tool.Function tool) {
    writing.unknown("tools", tool.rest(), HARMLESS);
    if (tool.strict().orElse(false)) {
      writing.losses().degraded(Part.TOOL_STRICT, "is not enforced");
    }
    if (tool.deferred()) {
      writing.losses().degraded(Part.TOOL_DEFERRED, "is not known: the tool is there at once");
    }
    ObjectNode declaration = functions.addObject().put("name", writing.names().sent(tool.name()));
    String description = description(tool);
    if (!description.isEmpty()) {
      declaration.put("description", description);
    }
    parameters(tool.inputSchema(), declaration);
  }

  private static String description(Tool.Function tool) {
    var examples = tool.rest().get("input_examples");
    return examples == null
        ? tool.description()
        : (tool.description() + "\n\nExamples of input: " + examples).strip();
  }

  private void parameters(ObjectNode schema, ObjectNode declaration) {
    if (writing.family().thinks()) {
      declaration.set("parametersJsonSchema", GeminiSchema.of(schema, SchemaDialect.JSON_SCHEMA));
    } else if (!schema.path("properties").isEmpty()) {
      declaration.set("parameters", GeminiSchema.of(schema, SchemaDialect.OPEN_API));
    }
  }

  boolean functions() {
    return !functions.isEmpty();
  }

  /** Before Gemini 3 there are functions or the provider's own tools, not both. */
  private boolean mixed() {
    return functions() && !builtIn.isEmpty() && writing.family().third();
  }

  void write(ObjectNode body) {
    ArrayNode tools = Json.array();
    if (functions()) {
      tools.addObject().set("functionDeclarations", functions);
    }
    builtIn.forEach((name, part) -> {
      if (mixed() || !functions()) {
        tools.addObject().putObject(name);
      } else {
        writing.losses().degraded(part, "is left out: not beside functions before Gemini 3");
      }
    });
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
  }

  void config(Optional<ToolChoice> choice, ObjectNode body) {
    if (functions() && choice.isPresent()) {
      var calling = body.putObject("toolConfig").putObject("functionCallingConfig");
      switch (choice.get()) {
        case ToolChoice.Auto _ -> calling.put("mode", "AUTO");
        case ToolChoice.Any _ -> calling.put("mode", "ANY");
        case ToolChoice.None _ -> calling.put("mode", "NONE");
        case ToolChoice.Named(var name) ->
            calling
                .put("mode", "ANY")
                .putArray("allowedFunctionNames")
                .add(writing.names().sent(name));
      }
    }
    if (mixed()) {
      body.withObjectProperty("toolConfig").put("includeServerSideToolInvocations", true);
    }
  }
}
