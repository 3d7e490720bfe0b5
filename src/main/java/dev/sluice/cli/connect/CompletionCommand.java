package dev.sluice.cli.connect;

import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Terminal;
import dev.sluice.cli.UsageException;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints what makes a shell complete the commands and options.",
    footer = {
      "",
      "Examples:",
      "  source <(sluice completion bash)",
      "  source <(sluice completion zsh)",
      "  sluice completion fish > ~/.config/fish/completions/sluice.fish"
    })
public final class CompletionCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private String shell = "";

  public CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    String script =
        switch (shell) {
          // The script takes up zsh's own emulation of bash's completion.
          case "bash", "zsh" -> AutoComplete.bash("sluice", root);
          case "fish" -> FishCompletion.of(root);
          default ->
              throw new UsageException("completion: \"" + shell + "\" (expected: bash, zsh, fish)");
        };
    terminal.out().print(script);
    return ExitCode.DONE;
  }
}
