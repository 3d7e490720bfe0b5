package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.admin.ConfigCommands;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    description = "Sets one value of the document, named by a JSON pointer.",
    footer = {
      "",
      "The value is JSON, or text when it is none. - at the end of a pointer adds to an array.",
      "",
      "Examples:",
      "  sluice config set /retry/maxAttempts 4",
      "  sluice config set /channels/0/models/- 'claude-*'"
    })
final class ConfigSetCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private ChangeOptions file = new ChangeOptions();
  @Mixin private Output output = new Output();

  @Parameters(index = "0", paramLabel = "POINTER", description = "Such as /retry/maxAttempts.")
  private String pointer = "";

  @Parameters(index = "1", paramLabel = "VALUE", description = "JSON, text, or - for a line read.")
  private String value = "";

  ConfigSetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    output.json();
    JsonNode read = ConfigCommands.value(Secrets.read(terminal, value));
    output.done(terminal, WholeDocument.of(file, terminal).set(pointer, read));
    return ExitCode.DONE;
  }
}
