package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A channel as a caller sends it, made fit for the document: what only answers have is left out,
 * and what was shown masked becomes again what it was.
 */
final class ChannelBody {

  private static final Set<String> ANSWERED =
      Set.of("state", "healthy", "lastLatencyMs", "requests", "failures");
  private static final Set<String> ANSWERED_OF_KEYS =
      Set.of("id", "masked", "state", "until", "lastError", "requests", "failures");

  private ChannelBody() {}

  /** A new channel. */
  static ObjectNode of(ObjectNode body, String id) {
    ObjectNode channel = JsonNodeFactory.instance.objectNode();
    channel.put("id", id);
    channel.setAll(body.deepCopy());
    channel.put("id", id);
    channel.remove(ANSWERED);
    channel.path("keys").forEach(key -> bare((ObjectNode) key));
    return channel;
  }

  /**
   * A channel in the place of another.
   *
   * @param old as the document has it
   * @param known what {@code old} means
   */
  static ObjectNode over(ObjectNode old, ChannelConfig known, ObjectNode body)
      throws InvalidChannel {
    String id = body.path("id").asText(known.id());
    if (!id.equals(known.id())) {
      throw new InvalidChannel(
          List.of(new Problem("/id", "an id stays (expected: " + known.id() + " or absent)")));
    }
    ObjectNode channel = JsonNodeFactory.instance.objectNode();
    channel.put("id", id);
    channel.setAll(body.deepCopy());
    channel.remove(ANSWERED);
    if (!channel.has("keys") && old.has("keys")) {
      channel.set("keys", old.get("keys").deepCopy());
    }
    keys(channel, old, known);
    headers(channel, old);
    proxy(channel, old, known);
    return channel;
  }

  private static void bare(ObjectNode key) {
    key.remove(ANSWERED_OF_KEYS);
    if (key.path("name").asText("-").isEmpty()) {
      key.remove("name");
    }
  }

  private static void keys(ObjectNode channel, ObjectNode old, ChannelConfig known)
      throws InvalidChannel {
    if (!(channel.get("keys") instanceof ArrayNode keys)) {
      return;
    }
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) instanceof ObjectNode key) {
        if (!key.has("secret") && key.has("id")) {
          keep(key, i, old, known, problems);
        }
        bare(key);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidChannel(problems);
    }
  }

  private static void keep(
      ObjectNode key, int place, ObjectNode old, ChannelConfig known, List<Problem> problems) {
    for (int i = 0; i < known.keys().size(); i++) {
      if (known.keys().get(i).id().equals(key.path("id").asText())) {
        ObjectNode kept = (ObjectNode) old.path("keys").get(i).deepCopy();
        bare(key);
        kept.setAll(key);
        key.setAll(kept);
        return;
      }
    }
    problems.add(
        new Problem("/keys/" + place + "/id", "no such key in this channel (expected: a secret)"));
  }

  private static void headers(ObjectNode channel, ObjectNode old) {
    JsonNode before = old.path("headers").path("set");
    if (channel.path("headers").path("set") instanceof ObjectNode set) {
      set.properties()
          .forEach(header -> {
            JsonNode present = before.path(header.getKey());
            if (!present.asText().isEmpty()
                && header.getValue().asText().equals(Secret.of(present.asText()).masked())) {
              header.setValue(present);
            }
          });
    }
  }

  private static void proxy(ObjectNode channel, ObjectNode old, ChannelConfig known) {
    if (channel.get("proxy") instanceof ObjectNode proxy
        && known.proxy().isPresent()
        && old.path("proxy").has("url")
        && proxy.path("url").asText().equals(known.proxy().get().shown())) {
      proxy.set("url", old.path("proxy").get("url"));
    }
  }
}
