package dev.sluice.cli;

import dev.sluice.admin.ConfigCommands;
import dev.sluice.admin.RevisionJson;
import dev.sluice.config.Revision;
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
    List<Revision> revisions =
        new ConfigCommands(file.open(terminal), FileOptions.author(terminal)).history();
    if (json) {
      output.list(terminal, revisions.stream().map(RevisionJson::of).toList());
    } else if (revisions.isEmpty()) {
      terminal.out().println("No revisions yet; the first change makes one.");
    } else {
      var table = new Table("REVISION", "TIME", "AUTHOR", "SUMMARY");
      for (Revision revision : revisions) {
        table.row(
            String.valueOf(revision.number()),
            revision.time().toString(),
            revision.author(),
            revision.summary());
      }
      table.print(terminal);
    }
    return ExitCode.DONE;
  }
}
