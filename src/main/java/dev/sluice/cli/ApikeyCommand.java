package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "apikey",
    description = "Keys that are handed out to people and programs, with limits of their own.",
    footer = {
      "",
      "A key is named by its id or its name.",
      "",
      "Examples:",
      "  sluice apikey create --name alice --budget day=1.00",
      "  sluice apikey list",
      "  sluice apikey edit alice --budget day=2.50",
      "  sluice apikey rotate alice"
    })
final class ApikeyCommand {

  private final Terminal terminal;

  ApikeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      description = "Makes a key and shows it, this once.",
      footer = {
        "",
        "Examples:",
        "  sluice apikey create --name alice --user alice --budget day=1.00 --rpm 60",
        "  sluice apikey create --name ci --expires 30d --models 'claude-haiku-*'",
        "  sluice apikey create --name cheap --slot haiku=glm:glm-4.6-air:low"
      })
  int create(
      @Option(
              names = "--name",
              required = true,
              paramLabel = "NAME",
              description = "What to call it.")
          String name,
      @Mixin TermsOptions terms,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    ObjectNode body = terms.body().put("name", name);
    try (IssuedKeys keys = IssuedKeys.of(file, terminal)) {
      handed(output, keys.issue(body), "key " + name + " made");
    }
    return ExitCode.DONE;
  }

  private void handed(Output output, ObjectNode key, String what) {
    if (output.json()) {
      output.show(terminal, key);
      return;
    }
    terminal.out().println(what + " (" + key.path("id").asText() + "). It is shown this once:");
    terminal.out().println(key.path("key").asText());
  }

  @Command(
      description = "Lists the keys that were handed out.",
      footer = {"", "Example:", "  sluice apikey list -o json"})
  int list(@Mixin FileOptions file, @Mixin Output output) throws Exception {
    boolean json = output.json();
    try (IssuedKeys issued = IssuedKeys.of(file, terminal)) {
      List<ObjectNode> keys = issued.keys();
      if (json) {
        output.list(terminal, keys);
      } else if (keys.isEmpty()) {
        terminal.out().println("No keys yet; sluice apikey create --help shows how to make one.");
      } else {
        table(keys);
      }
    }
    return ExitCode.DONE;
  }

  private void table(List<ObjectNode> keys) {
    var table = new Table("NAME", "KEY", "USER", "ENABLED", "EXPIRES", "BUDGETS", "SPENT TODAY");
    keys.forEach(key ->
        table.row(
            key.path("name").asText(),
            key.path("prefix").asText() + "…",
            key.path("userName").asText("").replace("null", ""),
            key.path("enabled").asBoolean() ? "yes" : "no",
            key.path("expiresAt").isNull() ? "never" : key.path("expiresAt").asText(),
            budgets(key),
            key.path("usage").path("spent").path("day").asText()));
    table.print(terminal);
  }

  static String budgets(JsonNode holder) {
    return String.join(
        " ",
        holder.path("budgets").properties().stream()
            .map(budget -> budget.getKey() + "=" + budget.getValue().asText())
            .toList());
  }

  @Command(
      description = "Shows one key, its terms and what it has used.",
      footer = {"", "Example:", "  sluice apikey show alice -o json"})
  int show(
      @Parameters(paramLabel = "KEY", description = "Its id or name.") String key,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    try (IssuedKeys keys = IssuedKeys.of(file, terminal)) {
      output.show(terminal, keys.key(key));
    }
    return ExitCode.DONE;
  }

  @Command(
      description = "Refuses a key until it is enabled again; its holder is told so.",
      footer = {"", "Example:", "  sluice apikey disable alice"})
  int disable(
      @Parameters(paramLabel = "KEY", description = "Its id or name.") String key,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    return turn(key, false, file, output);
  }

  @Command(
      description = "Lets a disabled key in again.",
      footer = {"", "Example:", "  sluice apikey enable alice"})
  int enable(
      @Parameters(paramLabel = "KEY", description = "Its id or name.") String key,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    return turn(key, true, file, output);
  }

  private int turn(String key, boolean on, FileOptions file, Output output) throws Exception {
    output.json();
    ObjectNode patch = JsonNodeFactory.instance.objectNode().put("enabled", on);
    try (IssuedKeys keys = IssuedKeys.of(file, terminal)) {
      ObjectNode now = keys.edit(key, patch);
      AccessLines.done(
          terminal, output, "key " + now.path("name").asText() + (on ? " enabled" : " disabled"));
    }
    return ExitCode.DONE;
  }

  @Command(
      description = "Gives a key another text and shows it; the old one works for a while.",
      footer = {"", "Example:", "  sluice apikey rotate alice --grace 1h"})
  int rotate(
      @Parameters(paramLabel = "KEY", description = "Its id or name.") String key,
      @Option(
              names = "--grace",
              paramLabel = "SPAN",
              description = "How long the old one works: 0m, 12h, 7d (default: 24h).")
          Optional<String> grace,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    if (grace.filter(span -> !span.matches("[0-9]{1,5}[mhd]")).isPresent()) {
      throw new UsageException("--grace: \"" + grace.get() + "\" (expected: 0m, 12h or 7d)");
    }
    try (IssuedKeys keys = IssuedKeys.of(file, terminal)) {
      ObjectNode now = keys.rotate(key, grace);
      String until = now.path("formerUntil").asText();
      handed(
          output,
          now,
          "key " + now.path("name").asText() + " rotated, the old one works until " + until);
    }
    return ExitCode.DONE;
  }

  @Command(
      description = "Takes a key back for good.",
      footer = {"", "Example:", "  sluice apikey remove alice"})
  int remove(
      @Parameters(paramLabel = "KEY", description = "Its id or name.") String key,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    try (IssuedKeys keys = IssuedKeys.of(file, terminal)) {
      keys.remove(key);
      AccessLines.done(terminal, output, "key " + key + " removed");
    }
    return ExitCode.DONE;
  }
}
