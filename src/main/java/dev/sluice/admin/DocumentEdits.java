package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Configuration;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.KeyConfig;
import dev.sluice.config.Loaded;
import dev.sluice.config.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The document as a whole, replaced. What was shown masked becomes again what it was. */
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

  /** Replaces every member of the document. */
  public Changed replace(ObjectNode body) throws IOException, InvalidConfiguration, CommandFailed {
    boolean[] applied = new boolean[1];
    try {
      Loaded after =
          file.edit(
              author,
              "replace the configuration",
              (document, before) -> {
                ObjectNode next = unmasked(body.deepCopy(), document, before);
                document.removeAll();
                document.setAll(next);
                applied[0] = true;
              });
      return new Changed("configuration replaced", after.revision(), after.configuration());
    } catch (InvalidConfiguration e) {
      if (!applied[0]) {
        throw e;
      }
      throw new InvalidChannel(e.problems());
    }
  }

  private static ObjectNode unmasked(ObjectNode next, ObjectNode document, Configuration before)
      throws InvalidChannel {
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < next.path("channels").size(); i++) {
      JsonNode channel = next.path("channels").get(i);
      int place = place(channel.path("id").asText(), before);
      if (place >= 0 && channel instanceof ObjectNode object) {
        restore(object, document.path("channels").path(place), before.channels().get(place));
      }
      refuseMasked(channel, "/channels/" + i, problems);
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
    for (JsonNode key : channel.path("keys")) {
      for (int i = 0; i < known.keys().size(); i++) {
        KeyConfig each = known.keys().get(i);
        if (key instanceof ObjectNode object
            && object.path("secret").asText().equals(Masked.key(each))) {
          object.set("secret", old.path("keys").path(i).path("secret"));
        }
      }
    }
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

  /* A mask that belongs to nothing would be saved as the secret itself. */
  private static void refuseMasked(JsonNode channel, String pointer, List<Problem> problems) {
    for (int i = 0; i < channel.path("keys").size(); i++) {
      if (channel.path("keys").get(i).path("secret").asText().contains(MASK)) {
        problems.add(
            new Problem(
                pointer + "/keys/" + i + "/secret",
                "masked, and no key of this channel has that mask (expected: the key itself)"));
      }
    }
  }
}
