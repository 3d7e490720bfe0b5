package dev.sluice.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = "Makes a new revision equal to a former one, keys included.",
    footer = {
      "",
      "A document that is refused, after an edit by hand for instance, is replaced as well.",
      "",
      "Example:",
      "  sluice config rollback 3"
    })
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
    output.done(terminal, WholeDocument.of(file, terminal).rollback(revision));
    return ExitCode.DONE;
  }
}
