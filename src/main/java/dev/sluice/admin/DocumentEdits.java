package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ChannelIds;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Loaded;
import dev.sluice.config.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The document as a whole, replaced or changed in a place. What was shown masked becomes again what
 * it was.
 */
public final class DocumentEdits {

  private static final String MASK = "****";

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public DocumentEdits(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
  }

  /** Replaces every member of the document, also where the present one is refused. */
  public Changed replace(ObjectNode body, String summary)
      throws IOException, InvalidConfiguration, CommandFailed {
    return changed(
        applied -> file.mend(author, summary, replacing(body, applied)), "configuration replaced");
  }

  /** What {@link #replace} would change. */
  public ConfigDiff compare(ObjectNode body)
      throws IOException, InvalidConfiguration, CommandFailed {
    boolean[] applied = new boolean[1];
    try {
      var outcome = file.tried(replacing(body, applied));
      return new ConfigDiff(file.opened(outcome.before().document()), file.opened(outcome.after()));
    } catch (InvalidConfiguration e) {
      throw told(e, applied);
    }
  }

  /** What writing this document would change; in it a masked secret stands for nothing. */
  public ConfigDiff compareAsWritten(ObjectNode next)
      throws IOException, InvalidConfiguration, CommandFailed {
    boolean[] applied = new boolean[1];
    try {
      var outcome =
          file.tried((document, _) -> {
            refuseMasked(next);
            document.removeAll();
            document.setAll(next.deepCopy());
            applied[0] = true;
          });
      return new ConfigDiff(file.opened(outcome.before().document()), file.opened(outcome.after()));
    } catch (InvalidConfiguration e) {
      throw told(e, applied);
    }
  }

  private static void refuseMasked(ObjectNode next) throws InvalidChannel {
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < next.path("channels").size(); i++) {
      refuseMasked(next.path("channels").get(i), "/channels/" + i, problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidChannel(problems);
    }
  }

  /** Sets one value. */
  public Changed set(String pointer, JsonNode value)
      throws IOException, InvalidConfiguration, CommandFailed {
    return changed(
        applied ->
            file.edit(
                author,
                "set " + pointer,
                (document, _) -> {
                  PointerEdit.apply(document, pointer, value);
                  applied[0] = true;
                }),
        pointer + " set");
  }

  private interface Step {
    Loaded run(boolean[] applied) throws IOException, InvalidConfiguration, CommandFailed;
  }

  private static Changed changed(Step step, String what)
      throws IOException, InvalidConfiguration, CommandFailed {
    boolean[] applied = new boolean[1];
    try {
      Loaded after = step.run(applied);
      return new Changed(what, after.revision(), after.configuration());
    } catch (InvalidConfiguration e) {
      throw told(e, applied);
    }
  }

  /* What the caller sent is the caller's fault; what stood there before is not. */
  private static CommandFailed told(InvalidConfiguration failure, boolean[] applied)
      throws InvalidConfiguration {
    if (!applied[0]) {
      throw failure;
    }
    return new InvalidChannel(failure.problems());
  }

  private static ConfigFile.Change<CommandFailed> replacing(ObjectNode body, boolean[] applied) {
    return (document, before) -> {
      ObjectNode next = unmasked(body.deepCopy(), document, before);
      document.removeAll();
      document.setAll(next);
      applied[0] = true;
    };
  }

  private static ObjectNode unmasked(ObjectNode next, ObjectNode document, Configuration before)
      throws InvalidChannel {
    var problems = new ArrayList<Problem>();
    var ids = new ChannelIds(next.path("channels"));
    for (int i = 0; i < next.path("channels").size(); i++) {
      if (next.path("channels").get(i) instanceof ObjectNode channel) {
        String id = channel.path("id").asText();
        int place = place(id.isEmpty() ? ids.made(channel) : id, before);
        if (place >= 0) {
          restore(channel, document.path("channels").path(place), before.channels().get(place));
        }
        refuseMasked(channel, "/channels/" + i, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidChannel(problems);
    }
    return next;
  }

  private static int place(String id, Configuration before) {
    List<String> ids = before.channels().stream().map(ChannelConfig::id).toList();
    return ids.indexOf(id);
  }

  private static void restore(ObjectNode channel, JsonNode old, ChannelConfig known) {
    keys(channel, old, known);
    JsonNode headers = old.path("headers").path("set");
    if (channel.path("headers").path("set") instanceof ObjectNode set) {
      set.properties()
          .forEach(header -> {
            String present = headers.path(header.getKey()).asText();
            if (!present.isEmpty()
                && header.getValue().asText().equals(Secret.of(present).masked())) {
              header.setValue(headers.path(header.getKey()));
            }
          });
    }
    String proxy = old.path("proxy").path("url").asText();
    if (channel.get("proxy") instanceof ObjectNode object
        && object.path("url").asText().equals(Masked.withoutCredentials(proxy))) {
      object.put("url", proxy);
    }
  }

  /* Keys that look the same masked are told apart by their places. */
  private static void keys(ObjectNode channel, JsonNode old, ChannelConfig known) {
    var free = new ArrayList<Integer>();
    for (int k = 0; k < known.keys().size(); k++) {
      free.add(k);
    }
    for (int i = 0; i < channel.path("keys").size(); i++) {
      if (channel.path("keys").get(i) instanceof ObjectNode key) {
        String shown = key.path("secret").asText();
        List<Integer> fitting =
            free.stream().filter(k -> Masked.key(known.keys().get(k)).equals(shown)).toList();
        if (!fitting.isEmpty()) {
          Integer taken = fitting.contains(i) ? Integer.valueOf(i) : fitting.getFirst();
          free.removeIf(taken::equals);
          key.set("secret", old.path("keys").path(taken).path("secret"));
        }
      }
    }
  }

  /* A mask that belongs to nothing would be saved as the secret itself. */
  private static void refuseMasked(JsonNode channel, String pointer, List<Problem> problems) {
    for (int i = 0; i < channel.path("keys").size(); i++) {
      if (masked(channel.path("keys").get(i).path("secret"))) {
        problems.add(
            new Problem(
                pointer + "/keys/" + i + "/secret",
                "masked, and no key of this channel has that mask (expected: the key itself)"));
      }
    }
    for (var header : channel.path("headers").path("set").properties()) {
      if (masked(header.getValue())) {
        problems.add(
            new Problem(
                pointer + "/headers/set/" + header.getKey().replace("~", "~0").replace("/", "~1"),
                "masked, and not what this channel has (expected: the value itself)"));
      }
    }
    if (masked(channel.path("proxy").path("url"))) {
      problems.add(
          new Problem(
              pointer + "/proxy/url",
              "masked, and not what this channel has (expected: the credentials themselves)"));
    }
  }

  private static boolean masked(JsonNode text) {
    return text.asText().contains(MASK);
  }
}
