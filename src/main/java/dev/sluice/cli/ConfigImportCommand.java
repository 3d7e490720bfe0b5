package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.imports.Imported;
import dev.sluice.cli.imports.Origin;
import dev.sluice.config.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = "Takes over the configuration of another program, as far as it maps.",
    footer = {
      "",
      "Says what is taken and what is not, shows the difference and asks. A channel of the same",
      "name is replaced; all others stay, unless --replace says otherwise. References to",
      "variables stay references (env:NAME).",
      "",
      "Examples:",
      "  sluice config import --from ccr ~/.claude-code-router/config.json",
      "  sluice config import --from litellm config.yaml --replace --yes"
    })
final class ConfigImportCommand implements Callable<Integer> {

  private static final int MOST_BYTES = 4 << 20;

  private final Terminal terminal;

  @Mixin private ChangeOptions file = new ChangeOptions();
  @Mixin private Output output = new Output();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "PROGRAM",
      description = "claude-proxy, ccr (claude-code-router), litellm or ccs (cc-switch).")
  private String from = "";

  @Parameters(paramLabel = "FILE", description = "Its configuration.")
  private Path source = Path.of("");

  @Option(
      names = "--replace",
      description = "In the place of all channels and mappings that are there.")
  private boolean replace;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  ConfigImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean json = output.json();
    Origin origin =
        Choice.of("--from", from, Arrays.asList(Origin.values()), Origin::id, List.of());
    Imported imported = read(origin);
    if (!json) {
      report(imported);
    }
    if (imported.channels().isEmpty()) {
      throw new Stopped(
          ExitCode.INVALID, source + ": no channel in it can be taken" + why(imported));
    }
    WholeDocument document = WholeDocument.asSeen(file, terminal);
    ObjectNode next = document.show(Optional.empty());
    (replace ? Merge.REPLACING : Merge.ADDING).apply(next, imported);
    Difference difference = compared(document, next);
    if (!json) {
      difference.print(terminal);
    }
    if (!yes && !difference.lines().isEmpty() && !Consent.given(terminal, "Apply? [y/N] ")) {
      throw new Stopped(ExitCode.REFUSED, "nothing was changed; answer y, or give --yes");
    }
    Done replaced = document.replace(next, "import from " + origin.id());
    done(new Done("imported from " + origin.id(), replaced.revision()), imported, json);
    return ExitCode.DONE;
  }

  private Imported read(Origin origin) throws IOException, Stopped {
    try {
      if (Files.size(source) > MOST_BYTES) {
        throw new Stopped(
            ExitCode.INVALID,
            source + ": " + Files.size(source) + " bytes (expected: at most " + MOST_BYTES + ")");
      }
      return origin.read(Files.readAllBytes(source));
    } catch (NoSuchFileException e) {
      throw new Stopped(ExitCode.NOT_FOUND, source + " is not there");
    } catch (InvalidConfiguration e) {
      throw new Stopped(ExitCode.INVALID, source + ": " + e.getMessage());
    }
  }

  private static String why(Imported imported) {
    return imported.notes().stream()
        .filter(note -> !note.taken())
        .map(note -> "; " + note.pointer() + ": " + note.what())
        .limit(1)
        .collect(Collectors.joining());
  }

  private Difference compared(WholeDocument document, ObjectNode next) throws Exception {
    try {
      return document.compare(next);
    } catch (InvalidConfiguration e) {
      throw new Stopped(
          ExitCode.INVALID, source + " makes a document that is refused: " + e.getMessage());
    }
  }

  private void report(Imported imported) {
    // No table: a reason must not be cut.
    for (Imported.Note note : imported.notes()) {
      terminal
          .out()
          .println((note.taken() ? "taken " : "left  ") + note.pointer() + ": " + note.what());
    }
  }

  private void done(Done done, Imported imported, boolean json) {
    if (!json) {
      output.done(terminal, done);
      return;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("changed", done.what()).put("revision", done.revision());
    ArrayNode notes = result.putArray("report");
    for (Imported.Note note : imported.notes()) {
      notes
          .addObject()
          .put("taken", note.taken())
          .put("pointer", note.pointer())
          .put("what", note.what());
    }
    output.show(terminal, result);
  }
}
