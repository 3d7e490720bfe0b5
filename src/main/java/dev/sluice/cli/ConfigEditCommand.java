package dev.sluice.cli;

import dev.sluice.config.InvalidConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "edit",
    description = "Opens the document in an editor, checks it, shows what changes and saves it.",
    footer = {
      "",
      "The editor is $VISUAL, $EDITOR or vi. What is not saved is kept in a private file and"
          + " named.",
      "With --url the secrets are masked: a mask that stays as it is keeps its secret.",
      "",
      "Examples:",
      "  sluice config edit",
      "  EDITOR='code --wait' sluice config edit --url https://gateway.example"
    })
final class ConfigEditCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private ChangeOptions file = new ChangeOptions();
  @Mixin private Output output = new Output();

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  ConfigEditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    output.json();
    Draft draft = Draft.of(file, terminal);
    Path copy = copy(draft);
    try {
      Optional<Done> done = edit(draft, copy);
      Files.delete(copy);
      if (done.isPresent()) {
        output.done(terminal, done.get());
      } else {
        terminal.out().println("Nothing was changed.");
      }
      return ExitCode.DONE;
    } catch (Exception e) {
      throw kept(e, draft, copy);
    }
  }

  /* Made for its owner alone, as temporary files are. */
  private static Path copy(Draft draft) throws IOException {
    String ending = "." + draft.notation().name().toLowerCase(Locale.ROOT);
    Path copy = Files.createTempFile("sluice-config-", ending);
    Files.write(copy, draft.text());
    return copy;
  }

  /** Empty: the text is as it was. */
  private Optional<Done> edit(Draft draft, Path copy) throws Exception {
    while (true) {
      Optional<String> failure = Editor.of(terminal.environment()).open(copy);
      if (failure.isPresent()) {
        throw new Stopped(ExitCode.UNAVAILABLE, failure.get());
      }
      byte[] edited = Files.readAllBytes(copy);
      if (Arrays.equals(edited, draft.text())) {
        return Optional.empty();
      }
      Optional<Difference> difference = compared(draft, edited);
      if (difference.isPresent()) {
        show(difference.get());
        return Optional.of(draft.write(edited));
      }
    }
  }

  /** Empty: it is refused, and is to be edited again. */
  private Optional<Difference> compared(Draft draft, byte[] edited) throws Exception {
    try {
      return Optional.of(draft.compare(edited));
    } catch (InvalidConfiguration e) {
      e.problems().forEach(problem -> terminal.err().println("sluice: " + problem));
      terminal.err().flush();
      if (yes || !Consent.given(terminal, "Edit again? [y/N] ")) {
        throw new Stopped(
            ExitCode.INVALID, "the document is refused (problems: " + e.problems().size() + ")");
      }
      return Optional.empty();
    }
  }

  private void show(Difference difference) throws Exception {
    if (difference.lines().isEmpty()) {
      terminal.out().println("No difference but in how it is written.");
    } else {
      difference.print(terminal);
    }
    if (!yes && !Consent.given(terminal, "Apply? [y/N] ")) {
      throw new Stopped(ExitCode.REFUSED, "nothing was changed; answer y, or give --yes");
    }
  }

  /* Nobody's work is lost; an untouched copy is no work. */
  private static Exception kept(Exception failure, Draft draft, Path copy) throws IOException {
    if (Files.notExists(copy)) {
      return failure;
    }
    if (Arrays.equals(Files.readAllBytes(copy), draft.text())) {
      Files.delete(copy);
      return failure;
    }
    return new Stopped(
        Failures.code(failure), Failures.line(failure) + "; your text is kept in " + copy);
  }
}
