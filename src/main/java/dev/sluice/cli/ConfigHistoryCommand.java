package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "history",
    description = "Lists the revisions, newest first; the newest 200 are kept.",
    footer = {"", "Example:", "  sluice config history -o json"})
final class ConfigHistoryCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private FileOptions file = new FileOptions();
  @Mixin private Output output = new Output();

  ConfigHistoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean json = output.json();
    List<ObjectNode> revisions = WholeDocument.of(file, terminal).history();
    if (json) {
      output.list(terminal, revisions);
    } else if (revisions.isEmpty()) {
      terminal.out().println("No revisions yet; the first change makes one.");
    } else {
      var table = new Table("REVISION", "TIME", "AUTHOR", "SUMMARY");
      for (ObjectNode revision : revisions) {
        table.row(
            revision.path("revision").asText(),
            revision.path("time").asText(),
            revision.path("author").asText(),
            revision.path("summary").asText());
      }
      table.print(terminal);
    }
    return ExitCode.DONE;
  }
}
