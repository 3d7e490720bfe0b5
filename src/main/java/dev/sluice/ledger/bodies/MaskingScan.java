package dev.sluice.ledger.bodies;

import dev.sluice.base.KeyShape;

/**
 * One pass over a text that may be JSON, events, JSON inside JSON, a shell command or a broken
 * piece of any. Used once.
 */
final class MaskingScan {

  static final String MASK = "****";

  private static final int LEAST_SCHEMED = 16;
  private static final String BEGIN = "-----BEGIN";
  private static final String KEY_LINE = "PRIVATE KEY-----";
  private static final int LONGEST_KIND = 24;

  /*
   * A quote inside JSON inside JSON comes with backslashes: one level down with 1, two with 3, n
   * with 2^n - 1. A string that was opened with d of them ends at the next quote before which their
   * number, modulo 2(d + 1), is d, or less when the text around it has ended.
   */
  private final String text;
  private final StringBuilder out;
  private int at;

  MaskingScan(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  String run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        escape();
      } else if (isWord(c)) {
        word();
      } else {
        copyTo(at + 1);
      }
    }
    return out.toString();
  }

  /** What an escape stands for is no letter of the word behind it. */
  private void escape() {
    copyTo(afterBackslashes(at));
    if (at < text.length()) {
      char c = text.charAt(at);
      if ("nrtbf".indexOf(c) >= 0) {
        copyTo(at + 1);
      } else if (c == 'u') {
        copyTo(Math.min(text.length(), at + 5));
      }
    }
  }

  private void word() {
    int end = at;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end);
    if (CredentialName.is(word)) {
      named(word, end);
    } else if (word.equalsIgnoreCase("bearer") || word.equalsIgnoreCase("basic")) {
      schemed(end);
    } else if (word.endsWith(BEGIN)) {
      block(end);
    } else {
      out.append(KeyShape.masked(word));
      at = end;
    }
  }

  /**
   * A name and perhaps its value: {@code "name": "value"}, {@code name: value}, {@code name=value}.
   */
  private void named(String name, int end) {
    int quote = afterBackslashes(end);
    int sign = afterBlanks(isQuote(quote) ? quote + 1 : end);
    copyTo(end);
    if (sign >= text.length() || (text.charAt(sign) != ':' && text.charAt(sign) != '=')) {
      return;
    }
    int value = afterBlanks(sign + 1);
    int opening = afterBackslashes(value);
    if (isQuote(opening)) {
      copyTo(opening + 1);
      hideTo(closing(opening + 1, opening - value, text.charAt(opening)));
    } else if (!isLiteral(value)) {
      copyTo(value);
      hideTo(CredentialName.takesLine(name) ? endOfLine(value) : endOfValue(value));
    }
  }

  private void schemed(int end) {
    copyTo(end);
    int value = afterBlanks(end);
    int last = endOfValue(value);
    boolean hasDigit = text.substring(value, last).chars().anyMatch(Character::isDigit);
    if (value > end && last - value >= LEAST_SCHEMED && hasDigit) {
      copyTo(value);
      hideTo(last);
    }
  }

  /** A private key in PEM; a block that does not end goes to the end of the text. */
  private void block(int end) {
    copyTo(end);
    int line = text.indexOf(KEY_LINE, end);
    if (line >= 0 && line - end <= LONGEST_KIND) {
      copyTo(line + KEY_LINE.length());
      int last = text.indexOf("-----END", at);
      hideTo(last < 0 ? text.length() : last);
    }
  }

  private void copyTo(int end) {
    out.append(text, at, end);
    at = end;
  }

  private void hideTo(int end) {
    if (end > at) {
      out.append(MASK);
      at = end;
    }
  }

  private int closing(int from, int depth, char quote) {
    int run = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      int before = run % (2 * (depth + 1));
      if (c == '\n' || (c == quote && before <= depth)) {
        return i - (c == quote ? before : 0);
      }
      run = c == '\\' ? run + 1 : 0;
    }
    return text.length();
  }

  private int endOfLine(int from) {
    return endAt(from, "\r\n\"'\\");
  }

  private int endOfValue(int from) {
    return endAt(from, " \t\r\n\"'`\\,;&)}]<>");
  }

  private int endAt(int from, String ends) {
    int i = from;
    while (i < text.length() && ends.indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** What stands for no text of its own: an object, a list, nothing, a flag. */
  private boolean isLiteral(int from) {
    return text.startsWith("{", from)
        || text.startsWith("[", from)
        || text.startsWith("null", from)
        || text.startsWith("true", from)
        || text.startsWith("false", from);
  }

  private int afterBackslashes(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == '\\') {
      i++;
    }
    return i;
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  private boolean isQuote(int i) {
    return i < text.length() && (text.charAt(i) == '"' || text.charAt(i) == '\'');
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
