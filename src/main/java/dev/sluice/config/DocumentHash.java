package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** A digest of what a document says: white space, order of members and secrets' text left out. */
final class DocumentHash {

  private DocumentHash() {}

  /**
   * @param configuration what {@code document} says: its ids and secrets stand for what is written,
   *     so that sealing changes nothing
   */
  static String of(ObjectNode document, Configuration configuration) {
    var canonical = new StringBuilder();
    append(plain(document, configuration), "", canonical);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static ObjectNode plain(ObjectNode document, Configuration configuration) {
    ObjectNode copy = document.deepCopy();
    for (int i = 0; i < configuration.channels().size(); i++) {
      ChannelConfig channel = configuration.channels().get(i);
      ObjectNode node = (ObjectNode) copy.path("channels").get(i);
      node.put("id", channel.id());
      for (int k = 0; k < channel.keys().size(); k++) {
        KeyConfig key = channel.keys().get(k);
        String said = key.source().isEmpty() ? "#" + key.id() : key.source();
        ((ObjectNode) node.path("keys").get(k)).put("secret", said);
      }
    }
    return copy;
  }

  private static void append(JsonNode node, String name, StringBuilder to) {
    switch (node.getNodeType()) {
      case OBJECT -> appendObject((ObjectNode) node, name, to);
      case ARRAY -> {
        to.append('[');
        node.forEach(item -> append(item, "", to));
        to.append(']');
      }
      case NUMBER -> {
        BigDecimal number = node.decimalValue();
        to.append(number.signum() == 0 ? "0" : number.stripTrailingZeros()).append(',');
      }
      case STRING -> {
        to.append(quoted(node.textValue())).append(',');
      }
      default -> to.append(node).append(',');
    }
  }

  /* Patterns of a model map that are equally specific are tried in the document's order. */
  private static void appendObject(ObjectNode object, String name, StringBuilder to) {
    var names = new java.util.ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    to.append('{');
    for (String member : name.equals("modelMap") ? names : new TreeSet<>(names)) {
      to.append(quoted(member)).append(':');
      append(object.get(member), member, to);
    }
    to.append('}');
  }

  private static String quoted(String text) {
    return text.length() + "\"" + text;
  }
}
