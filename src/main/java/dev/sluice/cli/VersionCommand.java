package dev.sluice.cli;

import dev.sluice.base.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "version",
    description = "Prints the version.",
    footer = {"", "Example:", "  sluice version"})
final class VersionCommand implements Callable<Integer> {

  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().println("sluice " + Version.current());
    return ExitCode.DONE;
  }
}
