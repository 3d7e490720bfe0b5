package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "key",
    description = "A channel's credentials, always shown masked.",
    footer = {
      "",
      "A key is named by its id, its name, its reference (env:NAME, file:PATH) or itself.",
      "",
      "Examples:",
      "  sluice key list main",
      "  sluice key add main env:SPARE_KEY --name spare",
      "  sluice key disable main spare"
    })
final class KeyCommand {

  private final Terminal terminal;

  KeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      description = "Lists the keys of a channel.",
      footer = {"", "Example:", "  sluice key list main -o json"})
  int list(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    boolean json = output.json();
    List<ObjectNode> keys = Keys.of(file, terminal).list(channel);
    if (json) {
      output.list(terminal, keys);
      return ExitCode.DONE;
    }
    var table = new Table("ID", "NAME", "KEY", "ENABLED");
    keys.forEach(key ->
        table.row(
            key.path("id").asText(),
            key.path("name").asText(),
            key.path("masked").asText(),
            yes(key.path("enabled").asBoolean())));
    table.print(terminal);
    return ExitCode.DONE;
  }

  @Command(
      description = "Adds a key at the end of a channel's ring.",
      footer = {
        "",
        "A key on the command line can be read by other users of this machine; - is safer.",
        "",
        "Examples:",
        "  sluice key add main -            (reads a line of standard input)",
        "  sluice key add main env:SPARE_KEY --name spare"
      })
  int add(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Parameters(paramLabel = "KEY", description = "The key, env:NAME, file:PATH, or -.")
          String secret,
      @Option(names = "--name", paramLabel = "NAME", description = "What to call it.")
          Optional<String> name,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    String read = Secrets.read(terminal, secret);
    output.done(terminal, Keys.of(file, terminal).add(channel, read, name));
    if (file.remote(terminal).isPresent()) {
      return ExitCode.DONE;
    }
    Secrets.warn(terminal, file.path(terminal), read);
    return ExitCode.DONE;
  }

  @Command(
      description = "Removes a key from a channel.",
      footer = {"", "Example:", "  sluice key remove main spare"})
  int remove(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Parameters(paramLabel = "KEY", description = "Its id, name or reference.") String key,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    output.done(terminal, Keys.of(file, terminal).remove(channel, key));
    return ExitCode.DONE;
  }

  @Command(
      description = "Lets a disabled key be used again.",
      footer = {"", "Example:", "  sluice key enable main spare"})
  int enable(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Parameters(paramLabel = "KEY", description = "Its id, name or reference.") String key,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    output.done(terminal, Keys.of(file, terminal).enable(channel, key));
    return ExitCode.DONE;
  }

  @Command(
      description = "Keeps a key without using it.",
      footer = {"", "Example:", "  sluice key disable main spare"})
  int disable(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Parameters(paramLabel = "KEY", description = "Its id, name or reference.") String key,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    output.done(terminal, Keys.of(file, terminal).disable(channel, key));
    return ExitCode.DONE;
  }

  @Command(
      description = "Lets the running gateway use a key again that it rests or that was rejected.",
      footer = {"", "Example:", "  sluice key reset main spare"})
  int reset(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Parameters(paramLabel = "KEY", description = "Its id, name or reference.") String key,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    boolean json = output.json();
    var shown = new RemoteKeys(file.live(terminal)).reset(channel, key);
    if (json) {
      output.show(terminal, shown);
    } else {
      String masked = shown.path("masked").asText();
      terminal.out().println("key " + masked + " is " + shown.path("state").asText());
    }
    return ExitCode.DONE;
  }

  private static String yes(boolean enabled) {
    return enabled ? "yes" : "no";
  }
}
