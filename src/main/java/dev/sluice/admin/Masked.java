package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.base.Secret;
import dev.sluice.config.KeyConfig;
import dev.sluice.config.SecretSource;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be shown of what must not be known. */
public final class Masked {

  private static final Pattern CREDENTIALS = Pattern.compile("(?<=//)[^/]*@");

  private Masked() {}

  /** A reference as it is written, a secret with a prefix and its last four characters. */
  public static String key(KeyConfig key) {
    return key.source().isEmpty() ? key.secret().masked() : key.source();
  }

  /** Masks every secret of a document in place: keys, header values, proxy credentials. */
  public static ObjectNode document(ObjectNode document) {
    return document(document, Secret::masked);
  }

  /** The same, but two secrets that look the same masked are still told apart. */
  static ObjectNode marked(ObjectNode document) {
    return document(document, secret -> secret.masked() + " (" + secret.fingerprint() + ")");
  }

  private static ObjectNode document(ObjectNode document, Function<Secret, String> shown) {
    for (JsonNode channel : document.path("channels")) {
      for (JsonNode key : channel.path("keys")) {
        mask(key, "secret", shown);
      }
      if (channel.path("headers").path("set") instanceof ObjectNode headers) {
        headers.properties().forEach(header -> header.setValue(masked(header.getValue(), shown)));
      }
      if (channel.path("proxy") instanceof ObjectNode proxy && proxy.path("url").isTextual()) {
        proxy.put("url", withoutCredentials(proxy.path("url").textValue(), shown));
      }
    }
    return document;
  }

  /** A header's value. */
  static String text(String text) {
    return text(text, Secret::masked);
  }

  private static String text(String text, Function<Secret, String> shown) {
    boolean open = text.isEmpty() || SecretSource.isReference(text);
    return open ? text : shown.apply(Secret.of(text));
  }

  private static void mask(JsonNode key, String member, Function<Secret, String> shown) {
    if (key instanceof ObjectNode object && object.has(member)) {
      object.set(member, masked(object.get(member), shown));
    }
  }

  private static JsonNode masked(JsonNode node, Function<Secret, String> shown) {
    return TextNode.valueOf(text(node.isTextual() ? node.textValue() : node.toString(), shown));
  }

  static String withoutCredentials(String url) {
    return withoutCredentials(url, Secret::masked);
  }

  private static String withoutCredentials(String url, Function<Secret, String> shown) {
    Matcher credentials = CREDENTIALS.matcher(url);
    if (!credentials.find()) {
      return url;
    }
    String masked =
        shown.apply(Secret.of(credentials.group())).replaceFirst("^.*\\*{4}[^ ]*", "****");
    return credentials.replaceFirst(Matcher.quoteReplacement(masked + "@"));
  }
}
