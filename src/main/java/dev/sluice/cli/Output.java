package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.Changed;
import dev.sluice.config.Document;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command prints its result: for people, or as JSON. */
final class Output {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table or json (default: table).")
  private String format = "table";

  boolean json() {
    return switch (format) {
      case "json" -> true;
      case "table" -> false;
      case "yaml" -> throw new UsageException("-o yaml is not built yet (expected: table or json)");
      default -> throw new UsageException("-o: \"" + format + "\" (expected: table or json)");
    };
  }

  /** Prints a list that is never cut into pages. */
  static void items(Terminal terminal, List<? extends JsonNode> items) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.putArray("items").addAll(items);
    list.putNull("next");
    tree(terminal, list);
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
      tree(terminal, result);
    } else {
      terminal.out().println(changed.what() + " (revision " + changed.revision() + ")");
    }
  }
}
