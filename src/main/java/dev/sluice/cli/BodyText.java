package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** A kept body for people to read. */
final class BodyText {

  /** A terminal would obey these. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

  private BodyText() {}

  /** Prints nothing when none is kept. */
  static void print(Terminal terminal, String title, JsonNode body) {
    if (body.isMissingNode()) {
      return;
    }
    var out = terminal.out();
    out.println();
    out.println(title + " (" + body.path("bytes").asLong() + " bytes, credentials masked):");
    if (body.path("text").isNull()) {
      out.println("cannot be shown: it " + body.path("problem").asText());
      return;
    }
    String text = body.path("text").asText().replace("\r\n", "\n");
    out.println(CONTROLS.matcher(text).replaceAll("?").stripTrailing());
    if (body.path("cut").asBoolean()) {
      out.println("[the rest was not kept]");
    }
  }
}
