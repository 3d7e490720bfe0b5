package dev.sluice.cli.connect;

import dev.sluice.cli.ExitCode;
import dev.sluice.cli.GatewayOptions;
import dev.sluice.cli.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "env",
    description = "Prints the variables that point Claude Code at the gateway.",
    footer = {
      "",
      "The access key is printed in full.",
      "",
      "Examples:",
      "  eval \"$(sluice env)\"",
      "  sluice env --shell fish | source",
      "  sluice env --shell powershell | Out-String | Invoke-Expression"
    })
public final class EnvCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Shell shell;

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = "--shell",
      paramLabel = "SHELL",
      description = "bash (and others like it), fish or powershell (default: by $SHELL).")
  private Optional<String> syntax = Optional.empty();

  public EnvCommand(Terminal terminal, Shell shell) {
    this.terminal = terminal;
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    ShellSyntax written = syntax.map(ShellSyntax::named).orElseGet(() -> ShellSyntax.of(shell));
    ClaudeCode.environment(gateway.access(terminal))
        .forEach((name, value) -> terminal.out().println(written.export(name, value)));
    for (String name : ClaudeCode.OTHER_WAYS) {
      if (shell.variable(name).isPresent()) {
        terminal.err().println("sluice: note: " + name + " is set too and may win; unset " + name);
      }
    }
    return ExitCode.DONE;
  }
}
