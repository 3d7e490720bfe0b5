package dev.sluice.cli;

import dev.sluice.admin.ConfigCommands;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = "Makes a new revision equal to a former one, keys included.",
    footer = {"", "Example:", "  sluice config rollback 3"})
final class ConfigRollbackCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private ChangeOptions file = new ChangeOptions();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "N", description = "The revision to go back to.")
  private long revision;

  ConfigRollbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    output.json();
    var commands = new ConfigCommands(file.open(terminal), FileOptions.author(terminal));
    output.changed(terminal, commands.rollback(revision));
    return ExitCode.DONE;
  }
}
