package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A document's text as an operator wrote it, with nothing changed in it but its keys. */
final class WrittenText {

  private WrittenText() {}

  /**
   * The text with sealed keys in the place of open ones, or the document printed where that cannot
   * be done.
   *
   * @param sealed what the text says, its keys sealed
   */
  static byte[] of(Path path, byte[] text, ObjectNode sealed)
      throws IOException, InvalidConfiguration {
    Notation notation = Notation.of(path);
    byte[] written = replaced(text, notation.parse(text), sealed);
    if (says(notation, written, sealed)) {
      return written;
    }
    if (notation == Notation.YAML && YamlText.hasComments(text)) {
      throw new ConfigUnwritable(
          path
              + " has comments, which would be lost: give each channel with a new key an id, and"
              + " the key as plain text or env:NAME");
    }
    return notation.print(sealed);
  }

  private static byte[] replaced(byte[] text, ObjectNode open, ObjectNode sealed) {
    String written = new String(text, StandardCharsets.UTF_8);
    for (int i = 0; i < sealed.path("channels").size(); i++) {
      JsonNode keys = sealed.path("channels").path(i).path("keys");
      for (int k = 0; k < keys.size(); k++) {
        String before = open.at("/channels/" + i + "/keys/" + k + "/secret").asText();
        String after = keys.path(k).path("secret").asText();
        if (!before.isEmpty() && !before.equals(after)) {
          written = written.replace(before, after);
        }
      }
    }
    return written.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean says(Notation notation, byte[] text, ObjectNode document) {
    try {
      return notation.parse(text).equals(document);
    } catch (InvalidConfiguration e) {
      return false;
    }
  }
}
