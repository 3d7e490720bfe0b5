package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Tool;
import java.util.List;

/** The tools that Anthropic describes by their type alone, described. */
final class ClientTools {

  private static final String STRING = "string";

  private ClientTools() {}

  static Tool.Function bash(String name) {
    var schema = schema(List.of());
    property(schema, "command", STRING, "The command to run.");
    property(schema, "restart", "boolean", "True to start the shell anew.");
    return new Tool.Function(name, "Runs commands in a shell that keeps its state.", schema);
  }

  static Tool.Function textEditor(String name) {
    var schema = schema(List.of("command", "path"));
    commands(schema, "view", "create", "str_replace", "insert", "undo_edit");
    property(schema, "path", STRING, "Of the file or folder, from the root.");
    property(schema, "file_text", STRING, "What a new file holds, for create.");
    editing(schema);
    property(schema, "new_str", STRING, "What takes its place, or the text to insert.");
    return new Tool.Function(name, "Views, makes and edits text files.", schema);
  }

  static Tool.Function memory(String name) {
    var schema = schema(List.of("command"));
    commands(schema, "view", "create", "str_replace", "insert", "delete", "rename");
    property(schema, "path", STRING, "Of the file or folder, below /memories.");
    property(schema, "file_text", STRING, "What a new file holds, for create.");
    editing(schema);
    property(schema, "new_str", STRING, "What takes its place, for str_replace.");
    property(schema, "old_path", STRING, "The path before, for rename.");
    property(schema, "new_path", STRING, "The path after, for rename.");
    return new Tool.Function(name, "Keeps notes between conversations.", schema);
  }

  private static ObjectNode schema(List<String> required) {
    var schema = Json.object().put("type", "object");
    schema.putObject("properties");
    if (!required.isEmpty()) {
      var names = schema.putArray("required");
      required.forEach(names::add);
    }
    return schema;
  }

  private static void editing(ObjectNode schema) {
    property(schema, "old_str", STRING, "The text to replace, for str_replace.");
    property(schema, "insert_line", "integer", "The line behind which to insert.");
    property(schema, "insert_text", STRING, "The text to insert.");
    property(schema, "view_range", "array", "First and last line to view.")
        .putObject("items")
        .put("type", "integer");
  }

  private static void commands(ObjectNode schema, String... names) {
    var values = property(schema, "command", STRING, "What to do.").putArray("enum");
    for (String name : names) {
      values.add(name);
    }
  }

  private static ObjectNode property(ObjectNode schema, String name, String type, String what) {
    return schema
        .withObjectProperty("properties")
        .putObject(name)
        .put("type", type)
        .put("description", what);
  }
}
