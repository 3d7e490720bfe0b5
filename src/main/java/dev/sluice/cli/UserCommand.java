package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "user",
    description = "People, whose keys share what each of them may use.",
    footer = {
      "",
      "A person is named by id or name.",
      "",
      "Examples:",
      "  sluice user create --name alice --budget month=20",
      "  sluice user edit alice --budget month=40",
      "  sluice user list"
    })
final class UserCommand {

  private final Terminal terminal;

  UserCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      description = "Adds a person.",
      footer = {"", "Example:", "  sluice user create --name alice --budget month=20"})
  int create(
      @Option(
              names = "--name",
              required = true,
              paramLabel = "NAME",
              description = "What to call this person.")
          String name,
      @Option(names = "--role", paramLabel = "ROLE", description = "admin or member (default).")
          Optional<String> role,
      @Option(names = "--note", paramLabel = "TEXT", description = "A line to remember.")
          Optional<String> note,
      @Mixin LimitOptions limits,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
    role.ifPresent(text -> body.put("role", text));
    note.ifPresent(text -> body.put("note", text));
    limits.put(body);
    boolean json = output.json();
    try (IssuedKeys people = IssuedKeys.of(file, terminal)) {
      ObjectNode user = people.addUser(body);
      if (json) {
        output.show(terminal, user);
      } else {
        AccessLines.done(
            terminal, output, "user " + name + " added (" + user.path("id").asText() + ")");
      }
    }
    return ExitCode.DONE;
  }

  @Command(
      description = "Lists the people.",
      footer = {"", "Example:", "  sluice user list -o json"})
  int list(@Mixin FileOptions file, @Mixin Output output) throws Exception {
    boolean json = output.json();
    try (IssuedKeys people = IssuedKeys.of(file, terminal)) {
      List<ObjectNode> users = people.users();
      if (json) {
        output.list(terminal, users);
      } else if (users.isEmpty()) {
        terminal.out().println("No users yet; sluice user create --help shows how to add one.");
      } else {
        var table = new Table("NAME", "ROLE", "ENABLED", "KEYS", "BUDGETS", "SPENT TODAY");
        users.forEach(user -> row(table, user));
        table.print(terminal);
      }
    }
    return ExitCode.DONE;
  }

  private static void row(Table table, ObjectNode user) {
    table.row(
        user.path("name").asText(),
        user.path("role").asText(),
        user.path("enabled").asBoolean() ? "yes" : "no",
        String.valueOf(user.path("keys").size()),
        ApikeyCommand.budgets(user),
        user.path("usage").path("spent").path("day").asText());
  }

  @Command(
      description = "Shows one person, with limits and what was used.",
      footer = {"", "Example:", "  sluice user show alice"})
  int show(
      @Parameters(paramLabel = "USER", description = "An id or a name.") String user,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    try (IssuedKeys people = IssuedKeys.of(file, terminal)) {
      output.show(terminal, people.user(user));
    }
    return ExitCode.DONE;
  }

  @Command(
      description = "Changes what the options name, and nothing else.",
      footer = {"", "Example:", "  sluice user edit alice --budget day=2.50 --rpm 120"})
  int edit(
      @Parameters(paramLabel = "USER", description = "An id or a name.") String user,
      @Option(names = "--name", paramLabel = "NAME", description = "Another name.")
          Optional<String> name,
      @Option(names = "--role", paramLabel = "ROLE", description = "admin or member.")
          Optional<String> role,
      @Option(names = "--note", paramLabel = "TEXT", description = "A line to remember.")
          Optional<String> note,
      @Mixin LimitOptions limits,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    name.ifPresent(text -> patch.put("name", text));
    role.ifPresent(text -> patch.put("role", text));
    note.ifPresent(text -> patch.put("note", text));
    limits.put(patch);
    if (patch.isEmpty()) {
      throw new UsageException(
          "nothing to change (expected: an option, see sluice user edit --help)");
    }
    return change(user, patch, "changed", file, output);
  }

  @Command(
      description = "Refuses all keys of a person until enabled again.",
      footer = {"", "Example:", "  sluice user disable alice"})
  int disable(
      @Parameters(paramLabel = "USER", description = "An id or a name.") String user,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    return change(user, enabled(false), "disabled", file, output);
  }

  @Command(
      description = "Lets the keys of a person in again.",
      footer = {"", "Example:", "  sluice user enable alice"})
  int enable(
      @Parameters(paramLabel = "USER", description = "An id or a name.") String user,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    return change(user, enabled(true), "enabled", file, output);
  }

  private static ObjectNode enabled(boolean on) {
    return JsonNodeFactory.instance.objectNode().put("enabled", on);
  }

  private int change(String user, ObjectNode patch, String done, FileOptions file, Output output)
      throws Exception {
    output.json();
    try (IssuedKeys people = IssuedKeys.of(file, terminal)) {
      ObjectNode now = people.editUser(user, patch);
      AccessLines.done(terminal, output, "user " + now.path("name").asText() + " " + done);
    }
    return ExitCode.DONE;
  }

  @Command(
      description = "Removes a person who has no keys any more.",
      footer = {"", "Example:", "  sluice user remove alice"})
  int remove(
      @Parameters(paramLabel = "USER", description = "An id or a name.") String user,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    try (IssuedKeys people = IssuedKeys.of(file, terminal)) {
      people.removeUser(user);
      AccessLines.done(terminal, output, "user " + user + " removed");
    }
    return ExitCode.DONE;
  }
}
