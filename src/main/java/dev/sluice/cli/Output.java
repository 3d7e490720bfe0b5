package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.Changed;
import dev.sluice.config.Document;
import dev.sluice.config.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command prints its result: for people, or for programs as JSON or YAML. */
public final class Output {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table, json or yaml (default: table).")
  private String format = "table";

  /** Whether a program reads it: JSON, or YAML, which says the same. */
  public boolean json() {
    return switch (format) {
      case "json", "yaml" -> true;
      case "table" -> false;
      default -> throw new UsageException("-o: \"" + format + "\" (expected: table, json or yaml)");
    };
  }

  /** Prints a list that is never cut into pages, in the format that was asked for. */
  void list(Terminal terminal, List<? extends JsonNode> items) {
    show(terminal, page(items));
  }

  /** Prints a tree in the format that was asked for. */
  public void show(Terminal terminal, JsonNode tree) {
    if (format.equals("yaml")) {
      terminal.out().print(new String(YamlText.print(tree), StandardCharsets.UTF_8));
    } else {
      tree(terminal, tree);
    }
  }

  private static ObjectNode page(List<? extends JsonNode> items) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.putArray("items").addAll(items);
    list.putNull("next");
    return list;
  }

  static void tree(Terminal terminal, JsonNode tree) {
    terminal.out().print(new String(Document.print(tree), StandardCharsets.UTF_8));
  }

  /** Prints what a command changed. */
  void changed(Terminal terminal, Changed changed) {
    done(terminal, Done.of(changed));
  }

  /** Prints what a command changed. */
  void done(Terminal terminal, Done changed) {
    if (json()) {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      result.put("changed", changed.what());
      result.put("revision", changed.revision());
      show(terminal, result);
    } else {
      terminal.out().println(changed.what() + " (revision " + changed.revision() + ")");
    }
  }
}
