package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "edit",
    description = "Changes what the options name, and nothing else; the key's text stays.",
    footer = {
      "",
      "Lists take the place of those before; a budget joins the others.",
      "",
      "Examples:",
      "  sluice apikey edit alice --budget day=2.50 --rpm 120",
      "  sluice apikey edit alice --unset expiresAt --unset models"
    })
final class ApikeyEditCommand implements Callable<Integer> {

  private static final List<String> REMOVABLE =
      List.of(
          "user",
          "note",
          "tags",
          "expiresAt",
          "models",
          "protocols",
          "clients",
          "addresses",
          "groups",
          "slots",
          "budgets",
          "rpm",
          "tpm",
          "concurrent",
          "sessions",
          "revealable");

  private final Terminal terminal;

  @Parameters(paramLabel = "KEY", description = "Its id or name.")
  private String key = "";

  @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--unset",
      paramLabel = "MEMBER",
      description = "What holds no more, as show names it; may be repeated.")
  private List<String> unset = new ArrayList<>();

  @Mixin private TermsOptions terms = new TermsOptions();
  @Mixin private FileOptions file = new FileOptions();
  @Mixin private Output output = new Output();

  ApikeyEditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    output.json();
    ObjectNode patch = patch();
    try (IssuedKeys keys = IssuedKeys.of(file, terminal)) {
      ObjectNode now = keys.edit(key, patch);
      AccessLines.done(terminal, output, "key " + now.path("name").asText() + " changed");
    }
    return ExitCode.DONE;
  }

  private ObjectNode patch() {
    ObjectNode patch = terms.body();
    name.ifPresent(text -> patch.put("name", text));
    for (String member : unset) {
      if (!REMOVABLE.contains(member)) {
        throw new UsageException(
            "--unset: \"" + member + "\" (expected: " + String.join(", ", REMOVABLE) + ")");
      }
      patch.putNull(member);
    }
    if (patch.isEmpty()) {
      throw new UsageException(
          "nothing to change (expected: an option, see sluice apikey edit --help)");
    }
    return patch;
  }
}
