package dev.sluice.cli.connect;

import java.util.List;
import java.util.Optional;

/**
 * A client's settings as the text that they are. Changing one member keeps every byte that is not
 * the member's own, and writes the new one in the manner of the file. Immutable.
 */
sealed interface SettingsText permits JsonText, TomlText, EnvText {

  String BYTE_ORDER_MARK = "\uFEFF";

  /** The member's value as it is written; of several that count as one, the one that holds. */
  Optional<String> raw(List<String> path);

  /** The member's value as the client reads it. */
  Optional<String> value(List<String> path);

  /** With the member set to a value written as {@link #quoted} does; what it needs is made. */
  SettingsText set(List<String> path, String raw) throws InvalidText;

  /** Without the member, if it is there. */
  SettingsText remove(List<String> path) throws InvalidText;

  /** Without the member, if it is there and holds nothing. */
  SettingsText prune(List<String> path) throws InvalidText;

  String quoted(String value);

  /** The whole text. */
  String text();

  /** How the text ends its lines. */
  static String lineEnd(String text) {
    int at = text.indexOf('\n');
    return at > 0 && text.charAt(at - 1) == '\r' ? "\r\n" : "\n";
  }

  /** Where the line that holds the place begins. */
  static int lineStart(String text, int at) {
    return text.startsWith(BYTE_ORDER_MARK)
        ? Math.max(1, text.lastIndexOf('\n', at - 1) + 1)
        : text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Where the line that holds the place ends, before its line end. */
  static int lineStop(String text, int at) {
    int stop = text.indexOf('\n', at);
    if (stop < 0) {
      return text.length();
    }
    return stop > at && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
  }

  /** The blanks that the line of the place begins with. */
  static String indent(String text, int at) {
    int start = lineStart(text, at);
    int end = start;
    while (end < at && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }
}
