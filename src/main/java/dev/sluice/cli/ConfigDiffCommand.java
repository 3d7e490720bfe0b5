package dev.sluice.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = "Compares two revisions, or one with what holds now; secrets are masked.",
    footer = {"", "Examples:", "  sluice config diff 3", "  sluice config diff 3 5 -o json"})
final class ConfigDiffCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private FileOptions file = new FileOptions();
  @Mixin private Output output = new Output();

  @Parameters(index = "0", paramLabel = "OLD", description = "A revision.")
  private long before;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NEW",
      description = "Another one (default: what holds now).")
  private Optional<Long> after = Optional.empty();

  ConfigDiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean json = output.json();
    Difference diff = WholeDocument.of(file, terminal).diff(before, after);
    if (json) {
      output.list(terminal, diff.items());
    } else {
      diff.print(terminal);
    }
    return ExitCode.DONE;
  }
}
