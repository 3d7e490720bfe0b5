package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.CommandFailed.Reason;
import dev.sluice.base.Secret;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Loaded;
import dev.sluice.config.Mapping;
import dev.sluice.config.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be done with model mappings.
 *
 * <p>The document gives them no names, so an id is made from what a mapping maps, and from its
 * place among equals.
 */
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

  /** Every mapping with its id, as answers show it. */
  static List<ObjectNode> views(Configuration configuration) {
    var views = new ArrayList<ObjectNode>();
    var seen = new ArrayList<String>();
    for (Mapping mapping : configuration.mappings()) {
      String maps = mapping.from().pattern() + "\n" + mapping.channel().orElse("");
      long before = seen.stream().filter(maps::equals).count();
      seen.add(maps);
      ObjectNode view = JsonNodeFactory.instance.objectNode();
      view.put("id", Secret.of(before == 0 ? maps : maps + "\n" + before).fingerprint());
      view.put("from", mapping.from().pattern()).put("to", mapping.to());
      view.put("channel", mapping.channel().orElse(null));
      views.add(view);
    }
    return views;
  }

  private interface Step {
    int apply(ArrayNode mappings, Configuration before) throws CommandFailed;
  }

  /** What a command did; the place is that of the mapping that it made. */
  public record Edited(int place, Changed changed) {}

  public Edited add(ObjectNode body) throws IOException, InvalidConfiguration, CommandFailed {
    return edit(
        "add mapping " + body.path("from").asText(),
        "added",
        (mappings, _) -> {
          mappings.add(bare(body));
          return mappings.size() - 1;
        });
  }

  public Edited replace(String id, ObjectNode body)
      throws IOException, InvalidConfiguration, CommandFailed {
    return edit(
        "replace mapping " + body.path("from").asText(),
        "replaced",
        (mappings, before) -> {
          int place = place(before, id);
          mappings.set(place, bare(body));
          return place;
        });
  }

  public Edited remove(String id) throws IOException, InvalidConfiguration, CommandFailed {
    return edit(
        "remove mapping",
        "removed",
        (mappings, before) -> {
          int place = place(before, id);
          mappings.remove(place);
          return place;
        });
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
              document.withArray("/mappings").remove(place);
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

  private static ObjectNode bare(ObjectNode body) {
    ObjectNode mapping = body.deepCopy();
    mapping.remove("id");
    return mapping;
  }

  private static int place(Configuration configuration, String id) throws CommandFailed {
    List<ObjectNode> views = views(configuration);
    for (int i = 0; i < views.size(); i++) {
      if (views.get(i).path("id").asText().equals(id)) {
        return i;
      }
    }
    throw new CommandFailed(Reason.NOT_FOUND, "no such mapping (GET /api/mappings shows all)");
  }

  private Edited edit(String summary, String done, Step step)
      throws IOException, InvalidConfiguration, CommandFailed {
    int[] place = {-1};
    try {
      Loaded after =
          file.edit(
              author,
              summary,
              (document, before) -> place[0] = step.apply(document.withArray("/mappings"), before));
      return new Edited(place[0], changed("mapping " + done, after));
    } catch (InvalidConfiguration e) {
      if (place[0] < 0) {
        throw e;
      }
      String pointer = "/mappings/" + place[0];
      throw new InvalidChannel(
          e.problems().stream()
              .map(
                  problem -> new Problem(problem.pointer().replace(pointer, ""), problem.message()))
              .toList());
    }
  }
}
