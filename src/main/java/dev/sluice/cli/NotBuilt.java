package dev.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A promised command that says so, whatever its arguments. */
@Command(hidden = true)
final class NotBuilt implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Unmatched private List<String> ignored = new ArrayList<>();

  static void under(CommandLine parent, String... names) {
    for (String name : names) {
      parent.addSubcommand(name, new NotBuilt());
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().getErr().println(spec.qualifiedName() + ": not built yet in this version");
    return ExitCode.USAGE;
  }
}
