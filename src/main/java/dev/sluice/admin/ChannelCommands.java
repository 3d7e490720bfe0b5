package dev.sluice.admin;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.CommandFailed.Reason;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ChannelIds;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Loaded;
import dev.sluice.config.Problem;
import java.io.IOException;
import java.util.List;

/** What can be done with channels. A channel is named by its id or its name. */
public final class ChannelCommands {

  /** Where a channel goes in the list. */
  public sealed interface Target {
    record First() implements Target {}

    record Last() implements Target {}

    record Before(String channel) implements Target {}

    record After(String channel) implements Target {}
  }

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public ChannelCommands(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
  }

  public List<ChannelConfig> list() throws IOException, InvalidConfiguration {
    return file.read().configuration().channels();
  }

  public ChannelConfig show(String channel)
      throws IOException, InvalidConfiguration, CommandFailed {
    Configuration configuration = file.read().configuration();
    return configuration.channels().get(Lookup.channel(configuration, channel));
  }

  /** Adds a channel at the end of the list. */
  public Changed add(AddChannel command)
      throws IOException, InvalidConfiguration, InvalidChannel, CommandFailed {
    String[] pointer = {""};
    try {
      Loaded after =
          file.edit(
              author,
              "add channel " + command.name().orElse(command.baseUrl()),
              (document, before) -> {
                pointer[0] = "/channels/" + before.channels().size();
                String id = newId(command, before);
                command.writeTo(array(document).addObject(), id);
              });
      ChannelConfig added = after.configuration().channels().getLast();
      return changed("channel " + added.id() + " added: " + outline(added), after);
    } catch (InvalidConfiguration e) {
      if (pointer[0].isEmpty()) {
        throw e;
      }
      throw new InvalidChannel(below(pointer[0], e.problems()));
    }
  }

  private static String newId(AddChannel command, Configuration before) throws CommandFailed {
    List<String> ids = before.channels().stream().map(ChannelConfig::id).toList();
    String id = ChannelIds.forNew(command.name().orElse(""), command.baseUrl(), ids);
    if (ids.contains(id)) {
      throw new CommandFailed(
          Reason.INVALID, "there is a channel " + id + " already; give another name");
    }
    return id;
  }

  private static List<Problem> below(String pointer, List<Problem> problems) {
    return problems.stream()
        .map(problem ->
            new Problem(problem.pointer().substring(pointer.length()), problem.message()))
        .toList();
  }

  public Changed remove(String channel) throws IOException, InvalidConfiguration, CommandFailed {
    return change(channel, "remove", (channels, i) -> channels.remove(i), "removed");
  }

  public Changed enable(String channel) throws IOException, InvalidConfiguration, CommandFailed {
    return change(channel, "enable", (channels, i) -> Switch.on(channels.get(i)), "enabled");
  }

  public Changed disable(String channel) throws IOException, InvalidConfiguration, CommandFailed {
    return change(channel, "disable", (channels, i) -> Switch.off(channels.get(i)), "disabled");
  }

  /** Moves a channel in the list, which is the order of {@code failover} within a tier. */
  public Changed move(String channel, Target target)
      throws IOException, InvalidConfiguration, CommandFailed {
    Loaded after =
        file.edit(
            author,
            "move channel " + channel,
            (document, before) -> move(array(document), before, channel, target));
    String order =
        after.configuration().channels().stream().map(ChannelConfig::id).collect(joining(", "));
    return changed("channel order: " + order, after);
  }

  private static void move(ArrayNode channels, Configuration before, String channel, Target target)
      throws CommandFailed {
    int from = Lookup.channel(before, channel);
    int to =
        switch (target) {
          case Target.First _ -> 0;
          case Target.Last _ -> channels.size();
          case Target.Before(String other) -> Lookup.channel(before, other);
          case Target.After(String other) -> Lookup.channel(before, other) + 1;
        };
    JsonNode moved = channels.remove(from);
    channels.insert(to > from ? to - 1 : to, moved);
  }

  private interface Step {
    void apply(ArrayNode channels, int place);
  }

  private Changed change(String channel, String verb, Step step, String done)
      throws IOException, InvalidConfiguration, CommandFailed {
    String[] id = new String[1];
    Loaded after =
        file.edit(
            author,
            verb + " channel " + channel,
            (document, before) -> {
              int place = Lookup.channel(before, channel);
              id[0] = before.channels().get(place).id();
              step.apply(array(document), place);
            });
    return changed("channel " + id[0] + " " + done, after);
  }

  private static Changed changed(String what, Loaded after) {
    return new Changed(what, after.revision(), after.configuration());
  }

  private static ArrayNode array(ObjectNode document) {
    return document.withArray("/channels");
  }

  static String outline(ChannelConfig channel) {
    String keys = channel.keys().stream().map(Masked::key).collect(joining(", "));
    return channel.type().id()
        + " "
        + channel.baseUrl()
        + ", "
        + (keys.isEmpty() ? "no key" : "keys " + keys);
  }
}
