package dev.sluice.cli;

import dev.sluice.config.ConfigSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "schema",
    description = "Prints the JSON Schema (2020-12) of the document, for editors.",
    footer = {"", "Example:", "  sluice config schema > sluice.schema.json"})
final class ConfigSchemaCommand implements Callable<Integer> {

  private final Terminal terminal;

  ConfigSchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().print(ConfigSchema.text());
    return ExitCode.DONE;
  }
}
