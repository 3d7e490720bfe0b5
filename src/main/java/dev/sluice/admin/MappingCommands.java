package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.CommandFailed.Reason;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Loaded;
import dev.sluice.config.Mapping;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What can be done with model mappings. One is named by what it maps from, and its channel. */
public final class MappingCommands {

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public MappingCommands(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
  }

  public List<Mapping> list() throws IOException, InvalidConfiguration {
    return file.read().configuration().mappings();
  }

  /** Adds a mapping, or lets the one from that name lead elsewhere. */
  public Changed add(String from, String to, Optional<String> channel)
      throws IOException, InvalidConfiguration, CommandFailed {
    Loaded after =
        file.edit(
            author,
            "map " + from + " to " + to,
            (document, before) -> {
              Optional<String> id = id(before, channel);
              ArrayNode mappings = document.withArray("/mappings");
              int place = place(before, from, id);
              ObjectNode mapping =
                  place < 0
                      ? mappings.addObject().put("from", from)
                      : (ObjectNode) mappings.get(place);
              mapping.put("to", to);
              id.ifPresent(text -> mapping.put("channel", text));
            });
    return changed("mapping " + from + " to " + to + " added", after);
  }

  public Changed remove(String from, Optional<String> channel)
      throws IOException, InvalidConfiguration, CommandFailed {
    Loaded after =
        file.edit(
            author,
            "unmap " + from,
            (document, before) -> {
              int place = place(before, from, id(before, channel));
              if (place < 0) {
                throw new CommandFailed(
                    Reason.NOT_FOUND,
                    "no mapping from \"" + from + "\" (sluice mapping list shows all)");
              }
              JsonNode mappings = document.path("mappings");
              ((ArrayNode) mappings).remove(place);
            });
    return changed("mapping from " + from + " removed", after);
  }

  private static Optional<String> id(Configuration before, Optional<String> channel)
      throws CommandFailed {
    return channel.isEmpty()
        ? channel
        : Optional.of(before.channels().get(Lookup.channel(before, channel.get())).id());
  }

  private static int place(Configuration before, String from, Optional<String> channel) {
    List<Mapping> mappings = before.mappings();
    for (int i = 0; i < mappings.size(); i++) {
      Mapping mapping = mappings.get(i);
      if (mapping.from().pattern().equals(from) && mapping.channel().equals(channel)) {
        return i;
      }
    }
    return -1;
  }

  private static Changed changed(String what, Loaded after) {
    return new Changed(what, after.revision(), after.configuration());
  }
}
