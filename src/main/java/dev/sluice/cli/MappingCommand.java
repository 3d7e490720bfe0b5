package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "mapping",
    description = "Other names of models, applied before any channel is chosen.",
    footer = {
      "",
      "Examples:",
      "  sluice mapping add sonnet claude-sonnet-4-5",
      "  sluice mapping list"
    })
final class MappingCommand {

  private final Terminal terminal;

  MappingCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      description = "Lists the mappings.",
      footer = {"", "Example:", "  sluice mapping list -o json"})
  int list(@Mixin FileOptions file, @Mixin Output output) throws Exception {
    boolean json = output.json();
    List<ObjectNode> mappings = Mappings.of(file, terminal).list();
    if (json) {
      output.list(terminal, mappings);
    } else if (mappings.isEmpty()) {
      terminal.out().println("No mappings yet; sluice mapping add --help shows how to add one.");
    } else {
      var table = new Table("FROM", "TO", "CHANNEL");
      mappings.forEach(mapping ->
          table.row(
              mapping.path("from").asText(),
              mapping.path("to").asText(),
              mapping.path("channel").isNull() ? "all" : mapping.path("channel").asText()));
      table.print(terminal);
    }
    return ExitCode.DONE;
  }

  @Command(
      description = "Maps a model's name to another; * in FROM matches any text.",
      footer = {
        "",
        "Examples:",
        "  sluice mapping add sonnet claude-sonnet-4-5",
        "  sluice mapping add 'gpt-*' big-model --channel spare"
      })
  int add(
      @Parameters(paramLabel = "FROM", description = "The requested model.") String from,
      @Parameters(paramLabel = "TO", description = "The model that is meant.") String to,
      @Option(names = "--channel", paramLabel = "CHANNEL", description = "Only for that one.")
          Optional<String> channel,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    output.done(terminal, Mappings.of(file, terminal).add(from, to, channel));
    return ExitCode.DONE;
  }

  @Command(
      description = "Removes a mapping.",
      footer = {"", "Example:", "  sluice mapping remove sonnet"})
  int remove(
      @Parameters(paramLabel = "FROM", description = "What it maps from.") String from,
      @Option(names = "--channel", paramLabel = "CHANNEL", description = "The one of that channel.")
          Optional<String> channel,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    output.done(terminal, Mappings.of(file, terminal).remove(from, channel));
    return ExitCode.DONE;
  }
}
