package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Part;
import java.util.Arrays;
import java.util.Optional;

/** A tool that Anthropic's models know by its type alone, described for those that do not. */
enum KnownTool {
  BASH(
      "bash_",
      Part.TOOL_BASH,
      "Run a command in a bash shell that keeps its state between calls.",
      """
      {"type":"object","properties":{
        "command":{"type":"string","description":"The command to run."},
        "restart":{"type":"boolean","description":"True restarts the shell; no command is run."}}}
      """),
  TEXT_EDITOR(
      "text_editor_",
      Part.TOOL_TEXT_EDITOR,
      "View, create and edit text files.",
      """
      {"type":"object","properties":{
        "command":{"type":"string","enum":["view","create","str_replace","insert","undo_edit"]},
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
      "memory_",
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

  private final String prefix;
  private final Part part;
  private final String description;
  private final String schema;

  KnownTool(String prefix, Part part, String description, String schema) {
    this.prefix = prefix;
    this.part = part;
    this.description = description;
    this.schema = schema;
  }

  static Optional<KnownTool> of(String type) {
    return Arrays.stream(values()).filter(tool -> type.startsWith(tool.prefix)).findFirst();
  }

  Part part() {
    return part;
  }

  String description() {
    return description;
  }

  ObjectNode schema() {
    return (ObjectNode) Json.tree(schema).orElseThrow();
  }
}
