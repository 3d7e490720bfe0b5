package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Tool;
import java.util.Locale;

/** A tool that OpenAI's models know by its type alone, described for those that do not. */
enum ShippedTool {
  LOCAL_SHELL(
      "Run a command on the user's machine.",
      """
      {"type":"object","properties":{
        "command":{"type":"array","items":{"type":"string"},"description":"Program and arguments."},
        "env":{"type":"object","additionalProperties":{"type":"string"}},
        "timeout_ms":{"type":"integer"},
        "working_directory":{"type":"string"}},
       "required":["command"]}
      """),
  SHELL(
      "Run commands in a shell, one after another.",
      """
      {"type":"object","properties":{
        "commands":{"type":"array","items":{"type":"string"}},
        "timeout_ms":{"type":"integer"},
        "max_output_length":{"type":"integer"}},
       "required":["commands"]}
      """),
  APPLY_PATCH(
      "Create, change or delete one file.",
      """
      {"type":"object","properties":{
        "type":{"type":"string","enum":["create_file","update_file","delete_file"]},
        "path":{"type":"string"},
        "diff":{"type":"string","description":"The change in the V4A format; none to delete."}},
       "required":["type","path"]}
      """);

  private final String description;
  private final String schema;

  ShippedTool(String description, String schema) {
    this.description = description;
    this.schema = schema;
  }

  String toolName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Tool.Function function() {
    return new Tool.Function(toolName(), description, (ObjectNode) Json.tree(schema).orElseThrow());
  }
}
