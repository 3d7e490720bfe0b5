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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Channels changed as whole documents: added, replaced, merged into, put in order. */
public final class ChannelEdits {

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public ChannelEdits(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
  }

  private interface Step {
    void apply(ArrayNode channels, Configuration before) throws CommandFailed;
  }

  /** Adds a channel at the end of the list. */
  public Changed add(ObjectNode body) throws IOException, InvalidConfiguration, CommandFailed {
    int[] place = new int[1];
    Loaded after =
        edit(
            "add channel " + body.path("name").asText(body.path("baseUrl").asText()),
            place,
            (channels, before) -> {
              place[0] = channels.size();
              channels.add(ChannelBody.of(body, newId(body, before)));
            });
    String outline = ChannelCommands.outline(after.configuration().channels().get(place[0]));
    return changed(after, place[0], "added: " + outline);
  }

  private static String newId(ObjectNode body, Configuration before) throws CommandFailed {
    List<String> ids = before.channels().stream().map(ChannelConfig::id).toList();
    String given = body.path("id").asText();
    String id =
        given.isEmpty()
            ? ChannelIds.forNew(body.path("name").asText(), body.path("baseUrl").asText(), ids)
            : given;
    if (ids.contains(id)) {
      throw new CommandFailed(
          Reason.INVALID, "there is a channel " + id + " already; give another name");
    }
    return id;
  }

  /** Replaces a channel; keys that the body leaves out stay. */
  public Changed replace(String channel, ObjectNode body)
      throws IOException, InvalidConfiguration, CommandFailed {
    int[] place = new int[1];
    Loaded after =
        edit(
            "replace channel " + channel,
            place,
            (channels, before) -> {
              place[0] = Lookup.channel(before, channel);
              ObjectNode old = (ObjectNode) channels.get(place[0]);
              channels.set(place[0], ChannelBody.over(old, before.channels().get(place[0]), body));
            });
    return changed(after, place[0], "replaced");
  }

  /** Merges a patch into a channel; a null takes a member out. */
  public Changed merge(String channel, ObjectNode patch)
      throws IOException, InvalidConfiguration, CommandFailed {
    int[] place = new int[1];
    Loaded after =
        edit(
            "edit channel " + channel,
            place,
            (channels, before) -> {
              place[0] = Lookup.channel(before, channel);
              ObjectNode old = (ObjectNode) channels.get(place[0]);
              ObjectNode merged = old.deepCopy();
              MergePatch.apply(merged, patch);
              channels.set(
                  place[0], ChannelBody.over(old, before.channels().get(place[0]), merged));
            });
    var members = new ArrayList<String>();
    patch.fieldNames().forEachRemaining(members::add);
    return changed(after, place[0], "changed: " + String.join(", ", members));
  }

  /** Puts the channels into this order; what is not named follows in its present order. */
  public Changed order(List<String> channels)
      throws IOException, InvalidConfiguration, CommandFailed {
    Loaded after =
        file.edit(
            author,
            "order channels",
            (document, before) -> {
              var places = new LinkedHashSet<Integer>();
              for (String channel : channels) {
                places.add(Lookup.channel(before, channel));
              }
              ArrayNode listed = document.withArray("/channels");
              for (int i = 0; i < listed.size(); i++) {
                places.add(i);
              }
              List<JsonNode> ordered = places.stream().map(listed::get).toList();
              listed.removeAll();
              listed.addAll(ordered);
            });
    String order =
        after.configuration().channels().stream().map(ChannelConfig::id).collect(joining(", "));
    return new Changed("channel order: " + order, after.revision(), after.configuration());
  }

  /* What is wrong with the channel is told from the channel on. */
  private Loaded edit(String summary, int[] place, Step step)
      throws IOException, InvalidConfiguration, CommandFailed {
    boolean[] applied = new boolean[1];
    try {
      return file.edit(
          author,
          summary,
          (document, before) -> {
            step.apply(document.withArray("/channels"), before);
            applied[0] = true;
          });
    } catch (InvalidConfiguration e) {
      if (!applied[0]) {
        throw e;
      }
      String pointer = "/channels/" + place[0];
      throw new InvalidChannel(
          e.problems().stream().map(problem -> below(pointer, problem)).toList());
    }
  }

  private static Problem below(String pointer, Problem problem) {
    return problem.pointer().startsWith(pointer)
        ? new Problem(problem.pointer().substring(pointer.length()), problem.message())
        : problem;
  }

  private static Changed changed(Loaded after, int place, String done) {
    String id = after.configuration().channels().get(place).id();
    return new Changed("channel " + id + " " + done, after.revision(), after.configuration());
  }
}
