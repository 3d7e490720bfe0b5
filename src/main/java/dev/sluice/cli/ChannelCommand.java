package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "channel",
    description = "Upstreams, by name or id.",
    footer = {
      "",
      "Examples:",
      "  sluice channel add --type anthropic --name main \\",
      "      --base-url https://api.anthropic.com --key env:ANTHROPIC_API_KEY",
      "  sluice channel list",
      "  sluice channel move main --first"
    })
final class ChannelCommand {

  private final Terminal terminal;

  ChannelCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      description = "Lists the channels in their order.",
      footer = {"", "Example:", "  sluice channel list -o json"})
  int list(@Mixin FileOptions file, @Mixin Output output) throws Exception {
    boolean json = output.json();
    List<ObjectNode> channels = Channels.of(file, terminal).list();
    if (json) {
      output.list(terminal, channels);
    } else if (channels.isEmpty()) {
      terminal
          .out()
          .println("No channels yet; sluice channel add --help shows how to add the first.");
    } else {
      table(channels).print(terminal);
    }
    return ExitCode.DONE;
  }

  private static Table table(List<ObjectNode> channels) {
    var table = new Table("ID", "TYPE", "PRIO", "KEYS", "ON", "BASE URL", "NAME");
    for (ObjectNode channel : channels) {
      table.row(
          channel.path("id").asText(),
          channel.path("type").asText(),
          channel.path("priority").asText(),
          String.valueOf(channel.path("keys").size()),
          channel.path("enabled").asBoolean() ? "yes" : "no",
          channel.path("baseUrl").asText(),
          channel.path("name").asText());
    }
    return table;
  }

  @Command(
      description = {
        "Shows a channel whole, its secrets masked, and its capability card.",
        "",
        "The card says what becomes of requests in other protocols, and which options hold."
      },
      footer = {"", "Example:", "  sluice channel show main"})
  int show(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Mixin FileOptions file,
      @Mixin Output output)
      throws Exception {
    boolean json = output.json();
    Channels channels = Channels.of(file, terminal);
    ObjectNode shown = channels.show(channel);
    ObjectNode card = channels.card(channel);
    if (json) {
      output.show(terminal, shown.set("card", card));
      return ExitCode.DONE;
    }
    var table = new Table("MEMBER", "VALUE");
    shown
        .properties()
        .forEach(member ->
            table.row(
                member.getKey(),
                member.getValue().isTextual()
                    ? member.getValue().textValue()
                    : member.getValue().toString()));
    table.print(terminal);
    new CardText(card).print(terminal);
    return ExitCode.DONE;
  }

  @Command(
      description = "Removes a channel.",
      footer = {"", "Example:", "  sluice channel remove main"})
  int remove(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    output.done(terminal, Channels.of(file, terminal).remove(channel));
    return ExitCode.DONE;
  }

  @Command(
      description = "Lets a disabled channel be used again.",
      footer = {"", "Example:", "  sluice channel enable main"})
  int enable(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    output.done(terminal, Channels.of(file, terminal).enable(channel));
    return ExitCode.DONE;
  }

  @Command(
      description = "Keeps a channel without using it.",
      footer = {"", "Example:", "  sluice channel disable main"})
  int disable(
      @Parameters(paramLabel = "CHANNEL", description = "Its id or name.") String channel,
      @Mixin ChangeOptions file,
      @Mixin Output output)
      throws Exception {
    output.json();
    output.done(terminal, Channels.of(file, terminal).disable(channel));
    return ExitCode.DONE;
  }
}
