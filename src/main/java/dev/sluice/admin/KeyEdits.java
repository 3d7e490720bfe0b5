package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.KeyConfig;
import dev.sluice.config.Loaded;
import dev.sluice.config.Problem;
import java.io.IOException;
import java.util.List;

/** A channel's keys changed as documents: added with their members, merged into. */
public final class KeyEdits {

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public KeyEdits(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
  }

  /**
   * What a command did to a key.
   *
   * @param channel its id
   * @param key its id
   */
  public record Edited(String channel, String key, Changed changed) {}

  /** Adds a key at the end of the ring. */
  public Edited add(String channel, ObjectNode body)
      throws IOException, InvalidConfiguration, CommandFailed {
    return edit(
        channel,
        "add a key to " + channel,
        "added to",
        (keys, before) -> {
          keys.add(body.deepCopy());
          return keys.size() - 1;
        });
  }

  /** Merges a patch into a key. */
  public Edited merge(String channel, String key, ObjectNode patch)
      throws IOException, InvalidConfiguration, CommandFailed {
    return edit(
        channel,
        "edit a key of " + channel,
        "changed in",
        (keys, before) -> {
          int place = Lookup.key(before, key);
          MergePatch.apply((ObjectNode) keys.get(place), patch);
          return place;
        });
  }

  private interface Step {
    int apply(ArrayNode keys, ChannelConfig before) throws CommandFailed;
  }

  private Edited edit(String channel, String summary, String done, Step step)
      throws IOException, InvalidConfiguration, CommandFailed {
    int[] owner = {-1};
    int[] place = new int[1];
    try {
      Loaded after =
          file.edit(
              author,
              summary,
              (document, before) -> {
                int at = Lookup.channel(before, channel);
                var keys =
                    ((ObjectNode) document.withArray("/channels").get(at)).withArray("/keys");
                place[0] = step.apply(keys, before.channels().get(at));
                owner[0] = at;
              });
      ChannelConfig found = after.configuration().channels().get(owner[0]);
      KeyConfig key = found.keys().get(place[0]);
      String what = "key " + Masked.key(key) + " " + done + " " + found.id();
      return new Edited(
          found.id(), key.id(), new Changed(what, after.revision(), after.configuration()));
    } catch (InvalidConfiguration e) {
      if (owner[0] < 0) {
        throw e;
      }
      throw new InvalidChannel(below("/channels/" + owner[0] + "/keys/" + place[0], e));
    }
  }

  private static List<Problem> below(String pointer, InvalidConfiguration refused) {
    return refused.problems().stream()
        .map(problem ->
            problem.pointer().startsWith(pointer)
                ? new Problem(problem.pointer().substring(pointer.length()), problem.message())
                : problem)
        .toList();
  }
}
