package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Tool;
import java.util.Arrays;
import java.util.Optional;

/** A tool that Anthropic's models know by its type alone, described for those that do not. */
public enum KnownTool {
  BASH(
      Part.TOOL_BASH,
      "Run a command in a bash shell that keeps its state between calls.",
      """
      {"type":"object","properties":{
        "command":{"type":"string","description":"The command to run."},
        "restart":{"type":"boolean","description":"True restarts the shell; no command is run."}}}
      """),
  TEXT_EDITOR(
      Part.TOOL_TEXT_EDITOR,
      "View, create and edit text files.",
      """
      {"type":"object","properties":{
        "command":{"type":"string","enum":["view","create","str_replace","insert"]},
        "path":{"type":"string","description":"Absolute path of the file or directory."},
        "file_text":{"type":"string","description":"For create: the whole text."},
        "old_str":{"type":"string","description":"For str_replace: occurs exactly once."},
        "new_str":{"type":"string","description":"For str_replace, and insert: the new text."},
        "insert_line":{"type":"integer","description":"For insert: after this line, 0: at the top."},
        "insert_text":{"type":"string","description":"For insert: the text."},
        "view_range":{"type":"array","items":{"type":"integer"},
          "description":"For view: first and last line, -1: to the end."}},
       "required":["command","path"]}
      """),
  MEMORY(
      Part.TOOL_MEMORY,
      "Keep notes in files under /memories that last beyond the conversation.",
      """
      {"type":"object","properties":{
        "command":{"type":"string",
          "enum":["view","create","str_replace","insert","delete","rename"]},
        "path":{"type":"string"},
        "file_text":{"type":"string","description":"For create: the whole text."},
        "old_str":{"type":"string","description":"For str_replace."},
        "new_str":{"type":"string","description":"For str_replace."},
        "insert_line":{"type":"integer","description":"For insert."},
        "insert_text":{"type":"string","description":"For insert."},
        "old_path":{"type":"string","description":"For rename."},
        "new_path":{"type":"string","description":"For rename."},
        "view_range":{"type":"array","items":{"type":"integer"},"description":"For view."}},
       "required":["command"]}
      """);

  private final Part part;
  private final String description;
  private final String schema;

  KnownTool(Part part, String description, String schema) {
    this.part = part;
    this.description = description;
    this.schema = schema;
  }

  /** By its type, whatever version of it. */
  public static Optional<KnownTool> of(String type) {
    return Arrays.stream(values()).filter(tool -> tool.part == Part.ofTool(type)).findFirst();
  }

  public Part part() {
    return part;
  }

  /** The same tool as a function of this name. */
  public Tool.Function function(String name) {
    return new Tool.Function(name, description, (ObjectNode) Json.tree(schema).orElseThrow());
  }
}
