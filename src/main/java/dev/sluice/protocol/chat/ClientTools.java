package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.Tool;
import java.util.Optional;

/** Tools whose input a model of Anthropic's knows by their type; others must be told. */
final class ClientTools {

  private static final String BASH =
      """
      {"type":"object","properties":{
      "command":{"type":"string","description":"The command to run."},
      "restart":{"type":"boolean","description":"Whether to start the shell anew instead."}}}\
      """;
  private static final String TEXT_EDITOR =
      """
      {"type":"object","properties":{
      "command":{"type":"string","enum":["view","create","str_replace","insert"]},
      "path":{"type":"string","description":"The file or folder."},
      "view_range":{"type":"array","items":{"type":"integer"},"description":"First and last line to view."},
      "file_text":{"type":"string","description":"The content of a file to create."},
      "old_str":{"type":"string","description":"What to replace; must be in the file once."},
      "new_str":{"type":"string","description":"What takes its place."},
      "insert_line":{"type":"integer","description":"The line after which to insert."},
      "insert_text":{"type":"string","description":"What to insert."}},
      "required":["command","path"]}\
      """;
  private static final String MEMORY =
      """
      {"type":"object","properties":{
      "command":{"type":"string","enum":["view","create","str_replace","insert","delete","rename"]},
      "path":{"type":"string","description":"The file or folder, below /memories."},
      "view_range":{"type":"array","items":{"type":"integer"},"description":"First and last line to view."},
      "file_text":{"type":"string","description":"The content of a file to create."},
      "old_str":{"type":"string","description":"What to replace; must be in the file once."},
      "new_str":{"type":"string","description":"What takes its place."},
      "insert_line":{"type":"integer","description":"The line after which to insert."},
      "insert_text":{"type":"string","description":"What to insert."},
      "old_path":{"type":"string","description":"What to rename."},
      "new_path":{"type":"string","description":"Its new name."}},
      "required":["command"]}\
      """;

  private ClientTools() {}

  /** What kind of tool the type is. */
  static Part part(String type) {
    if (type.startsWith("bash")) {
      return Part.TOOL_BASH;
    }
    if (type.startsWith("text_editor")) {
      return Part.TOOL_TEXT_EDITOR;
    }
    if (type.startsWith("memory")) {
      return Part.TOOL_MEMORY;
    }
    return type.startsWith("computer") || type.startsWith("browser")
        ? Part.TOOL_COMPUTER
        : Part.TOOL_UNKNOWN;
  }

  /** The tool with its input written out; empty when that is not known. */
  static Optional<Tool.Function> described(Tool.ClientDefined tool) {
    return switch (part(tool.type())) {
      case TOOL_BASH -> Optional.of(function(tool, "Runs a command in a shell that stays.", BASH));
      case TOOL_TEXT_EDITOR ->
          Optional.of(function(tool, "Views, creates and edits files.", TEXT_EDITOR));
      case TOOL_MEMORY ->
          Optional.of(function(tool, "Keeps notes in files below /memories.", MEMORY));
      default -> Optional.empty();
    };
  }

  private static Tool.Function function(Tool.ClientDefined tool, String what, String schema) {
    ObjectNode input =
        Json.tree(schema)
            .map(ObjectNode.class::cast)
            .orElseThrow(() -> new IllegalStateException(tool.type()));
    return new Tool.Function(tool.name(), what, input);
  }
}
