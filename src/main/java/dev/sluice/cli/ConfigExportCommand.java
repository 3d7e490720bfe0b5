package dev.sluice.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Prints the document, or that of a revision, for use elsewhere.",
    footer = {
      "",
      "Secrets are masked, unless --with-secrets asks for them as plain text.",
      "",
      "Examples:",
      "  sluice config export > shown.json",
      "  (umask 077; sluice config export --with-secrets > config.json)"
    })
final class ConfigExportCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private FileOptions file = new FileOptions();
  @Mixin private Output output = new Output();

  @Parameters(arity = "0..1", paramLabel = "N", description = "A revision (default: what holds).")
  private Optional<Long> revision = Optional.empty();

  @Option(
      names = "--with-secrets",
      description = "Prints keys as plain text; on the gateway's host alone.")
  private boolean withSecrets;

  ConfigExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    output.json();
    var document = WholeDocument.of(file, terminal);
    output.show(terminal, withSecrets ? document.reveal(revision) : document.show(revision));
    return ExitCode.DONE;
  }
}
