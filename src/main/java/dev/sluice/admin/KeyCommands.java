package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.KeyConfig;
import dev.sluice.config.Loaded;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What can be done with a channel's keys. A key is named by its id, its name, the reference that
 * stands for it, or itself.
 */
public final class KeyCommands {

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public KeyCommands(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
  }

  public List<KeyConfig> list(String channel)
      throws IOException, InvalidConfiguration, CommandFailed {
    Configuration configuration = file.read().configuration();
    return configuration.channels().get(Lookup.channel(configuration, channel)).keys();
  }

  /** Adds a key at the end of the ring. */
  public Changed add(String channel, String secret, Optional<String> name)
      throws IOException, InvalidConfiguration, CommandFailed {
    var chosen = new Chosen();
    Loaded after =
        file.edit(
            author,
            "add a key to " + channel,
            (document, before) -> {
              ObjectNode key = chosen.channel(document, before, channel).addObject();
              key.put("secret", secret);
              name.ifPresent(text -> key.put("name", text));
            });
    KeyConfig added = after.configuration().channels().get(chosen.channel).keys().getLast();
    return chosen.changed(Masked.key(added), "added to", after);
  }

  public Changed remove(String channel, String key)
      throws IOException, InvalidConfiguration, CommandFailed {
    return change(channel, key, "remove", ArrayNode::remove, "removed from");
  }

  public Changed enable(String channel, String key)
      throws IOException, InvalidConfiguration, CommandFailed {
    return change(channel, key, "enable", (keys, i) -> Switch.on(keys.get(i)), "enabled in");
  }

  public Changed disable(String channel, String key)
      throws IOException, InvalidConfiguration, CommandFailed {
    return change(channel, key, "disable", (keys, i) -> Switch.off(keys.get(i)), "disabled in");
  }

  private interface Step {
    void apply(ArrayNode keys, int place);
  }

  /** What the change found while it ran. */
  private static final class Chosen {
    private int channel;
    private String id = "";
    private String key = "";

    ArrayNode channel(ObjectNode document, Configuration before, String wanted)
        throws CommandFailed {
      channel = Lookup.channel(before, wanted);
      id = before.channels().get(channel).id();
      return ((ObjectNode) document.withArray("/channels").get(channel)).withArray("/keys");
    }

    Changed changed(String masked, String done, Loaded after) {
      return new Changed(
          "key " + masked + " " + done + " " + id, after.revision(), after.configuration());
    }
  }

  private Changed change(String channel, String key, String verb, Step step, String done)
      throws IOException, InvalidConfiguration, CommandFailed {
    var chosen = new Chosen();
    Loaded after =
        file.edit(
            author,
            verb + " a key of " + channel,
            (document, before) -> {
              ArrayNode keys = chosen.channel(document, before, channel);
              ChannelConfig owner = before.channels().get(chosen.channel);
              int place = Lookup.key(owner, key);
              chosen.key = Masked.key(owner.keys().get(place));
              step.apply(keys, place);
            });
    return chosen.changed(chosen.key, done, after);
  }
}
