package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.base.Secret;
import dev.sluice.config.KeyConfig;
import dev.sluice.config.SecretSource;

/** What may be shown of what must not be known. */
public final class Masked {

  private Masked() {}

  /** A reference as it is written, a secret with a prefix and its last four characters. */
  public static String key(KeyConfig key) {
    return key.source().isEmpty() ? key.secret().masked() : key.source();
  }

  /** Masks every secret of a document in place: keys, header values, proxy credentials. */
  public static ObjectNode document(ObjectNode document) {
    for (JsonNode channel : document.path("channels")) {
      for (JsonNode key : channel.path("keys")) {
        mask(key, "secret");
      }
      if (channel.path("headers").path("set") instanceof ObjectNode headers) {
        headers.properties().forEach(header -> header.setValue(masked(header.getValue())));
      }
      if (channel.path("proxy") instanceof ObjectNode proxy && proxy.path("url").isTextual()) {
        proxy.put("url", withoutCredentials(proxy.path("url").textValue()));
      }
    }
    return document;
  }

  /** A header's value. */
  static String text(String text) {
    boolean open = text.isEmpty() || SecretSource.isReference(text);
    return open ? text : Secret.of(text).masked();
  }

  private static void mask(JsonNode key, String member) {
    if (key instanceof ObjectNode object && object.has(member)) {
      object.set(member, masked(object.get(member)));
    }
  }

  private static JsonNode masked(JsonNode node) {
    return TextNode.valueOf(text(node.isTextual() ? node.textValue() : node.toString()));
  }

  static String withoutCredentials(String url) {
    return url.replaceFirst("//[^/]*@", "//****@");
  }
}
