package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What commands on keys and people say. */
final class AccessLines {

  private AccessLines() {}

  static void done(Terminal terminal, Output output, String what) {
    if (output.json()) {
      output.show(terminal, JsonNodeFactory.instance.objectNode().put("changed", what));
    } else {
      terminal.out().println(what);
    }
  }
}
