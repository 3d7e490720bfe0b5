package dev.sluice.cli;

import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Loaded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "config",
    description = "The configuration document as a whole.",
    footer = {
      "",
      "Examples:",
      "  sluice config path",
      "  sluice config show",
      "  sluice config validate --config ./config.json"
    })
final class ConfigCommand {

  private final Terminal terminal;

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      description = "Prints where the document is.",
      footer = {"", "Example:", "  sluice config path"})
  int path(@Mixin FileOptions file) throws Exception {
    terminal.out().println(file.path(terminal));
    return ExitCode.DONE;
  }

  @Command(
      description = "Prints the document with its secrets masked.",
      footer = {"", "Example:", "  sluice config show"})
  int show(@Mixin FileOptions file, @Mixin Output output) throws Exception {
    output.json();
    output.show(terminal, WholeDocument.of(file, terminal).show(Optional.empty()));
    return ExitCode.DONE;
  }

  @Command(
      description = "Checks the document as the gateway would.",
      footer = {
        "",
        "References (env:NAME, file:PATH) are looked up from this shell; with --url the gateway",
        "checks its own document with its own environment.",
        "",
        "Example:",
        "  sluice config validate && echo fine"
      })
  int validate(@Mixin FileOptions file) throws Exception {
    Optional<Remote> remote = file.remote(terminal);
    return remote.isPresent() ? validate(remote.get()) : validateFile(file);
  }

  /* A gateway that shows its document has read it as it reads it to run. */
  private int validate(Remote remote) throws RemoteRefused {
    try {
      var document = new RemoteDocument(remote).show(Optional.empty());
      int channels = document.path("channels").size();
      terminal.out().println(remote.base() + " has a valid document (channels: " + channels + ")");
      return ExitCode.DONE;
    } catch (RemoteRefused e) {
      if (e.problems().isEmpty()) {
        throw e;
      }
      e.problems().forEach(problem -> terminal.err().println(remote.base() + ": " + problem));
      return ExitCode.INVALID;
    }
  }

  private int validateFile(FileOptions file) throws Exception {
    Path path = file.path(terminal);
    if (Files.notExists(path)) {
      terminal.err().println("sluice: " + path + " is not there; sluice channel add makes it");
      return ExitCode.NOT_FOUND;
    }
    try {
      Loaded loaded = file.openStrictly(terminal).read();
      int channels = loaded.configuration().channels().size();
      terminal.out().println(path + " is valid (channels: " + channels + ")");
      return ExitCode.DONE;
    } catch (InvalidConfiguration e) {
      e.problems().forEach(problem -> terminal.err().println(path + ": " + problem));
      return ExitCode.INVALID;
    }
  }
}
