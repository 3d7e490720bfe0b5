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

/**
 * The document's mappings, one by one.
 *
 * <p>The document gives them no names, so an id is made from what a mapping maps, and from its
 * place among equals.
 */
public final class MappingEdits {

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public MappingEdits(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
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
      return new Edited(
          place[0], new Changed("mapping " + done, after.revision(), after.configuration()));
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
