package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.base.Secret;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Seals and opens the secrets of a whole document. */
final class SealedDocument {

  private final Seal seal;

  SealedDocument(Seal seal) {
    this.seal = seal;
  }

  /**
   * Seals in place every key that stands in the open; one that is sealed already keeps its text.
   * The channel's id is written too: what is sealed for an id made from the name would be lost with
   * the name.
   *
   * @param configuration what {@code document} says
   */
  void close(ObjectNode document, Configuration configuration) throws IOException {
    List<ChannelConfig> channels = configuration.channels();
    for (int i = 0; i < channels.size(); i++) {
      ChannelConfig channel = channels.get(i);
      ObjectNode node = (ObjectNode) document.path("channels").get(i);
      for (int k = 0; k < channel.keys().size(); k++) {
        ObjectNode key = (ObjectNode) node.path("keys").get(k);
        String text = key.path("secret").textValue();
        if (!SecretSource.isReference(text) && !seal.opens(text, channel.id())) {
          key.put("secret", seal.close(channel.keys().get(k).secret(), channel.id()));
          identify(document, i, channel.id());
        }
      }
    }
  }

  /* The id goes first, where people look for it. */
  private static void identify(ObjectNode document, int place, String id) {
    ObjectNode channel = (ObjectNode) document.path("channels").get(place);
    if (!channel.has("id")) {
      ObjectNode rest = channel.deepCopy();
      channel.removeAll();
      channel.put("id", id);
      channel.setAll(rest);
    }
  }

  /** A copy for the log, in which header values and proxies with a password are sealed as well. */
  ObjectNode forLog(ObjectNode document, Configuration configuration) throws IOException {
    ObjectNode copy = document.deepCopy();
    close(copy, configuration);
    for (int i = 0; i < configuration.channels().size(); i++) {
      String id = configuration.channels().get(i).id();
      identify(copy, i, id);
      JsonNode channel = copy.path("channels").get(i);
      for (Map.Entry<String, JsonNode> header : channel.at("/headers/set").properties()) {
        header.setValue(closed(header.getValue(), id));
      }
      if (channel.path("proxy") instanceof ObjectNode proxy
          && proxy.path("url").textValue().contains("@")) {
        proxy.set("url", closed(proxy.path("url"), id));
      }
    }
    return copy;
  }

  private JsonNode closed(JsonNode text, String channel) throws IOException {
    return text.textValue().isEmpty()
        ? text
        : TextNode.valueOf(seal.close(Secret.of(text.textValue()), channel));
  }

  /** Undoes in place what {@link #forLog} did beyond the keys. */
  void fromLog(ObjectNode document) throws UnresolvedSecret {
    for (JsonNode channel : document.path("channels")) {
      String id = channel.path("id").asText();
      for (Map.Entry<String, JsonNode> header : channel.at("/headers/set").properties()) {
        header.setValue(opened(header.getValue(), id));
      }
      if (channel.path("proxy") instanceof ObjectNode proxy && proxy.has("url")) {
        proxy.set("url", opened(proxy.path("url"), id));
      }
    }
  }

  private JsonNode opened(JsonNode text, String channel) throws UnresolvedSecret {
    return text.isTextual() && Seal.holds(text.textValue())
        ? TextNode.valueOf(seal.open(text.textValue(), channel).reveal())
        : text;
  }

  /** Every sealed text of a document with the secret that it is. */
  static Map<String, Secret> opened(ObjectNode document, Configuration configuration) {
    Map<String, Secret> secrets = new HashMap<>();
    for (int i = 0; i < configuration.channels().size(); i++) {
      List<KeyConfig> keys = configuration.channels().get(i).keys();
      for (int k = 0; k < keys.size(); k++) {
        String text = document.at("/channels/" + i + "/keys/" + k + "/secret").textValue();
        if (Seal.holds(text)) {
          secrets.put(text, keys.get(k).secret());
        }
      }
    }
    return secrets;
  }

  /** A copy with its keys in the open; one that cannot be opened stays sealed. */
  ObjectNode open(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    for (JsonNode channel : copy.path("channels")) {
      for (JsonNode key : channel.path("keys")) {
        if (key instanceof ObjectNode object) {
          object.set("secret", quietly(object.path("secret"), channel.path("id").asText()));
        }
      }
    }
    return copy;
  }

  private JsonNode quietly(JsonNode text, String channel) {
    try {
      return opened(text, channel);
    } catch (UnresolvedSecret e) {
      return text;
    }
  }
}
