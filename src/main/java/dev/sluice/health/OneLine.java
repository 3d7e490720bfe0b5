package dev.sluice.health;

/**
 * What an upstream said, fit to be shown in one line: also on a terminal, where it must not move
 * the cursor or turn the text round.
 */
final class OneLine {

  private static final String UNSEEN =
      "[\\s\\p{Cc}\\p{Z}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+";

  private OneLine() {}

  /**
   * The text in one line.
   *
   * @param most characters; what is longer is cut
   */
  static String of(String text, int most) {
    String line = text.replaceAll(UNSEEN, " ").strip();
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
  }
}
