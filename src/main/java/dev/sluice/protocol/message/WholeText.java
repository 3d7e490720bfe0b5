package dev.sluice.protocol.message;

/**
 * Text that comes in pieces, without halves of characters: one that a cut has parted waits for its
 * other half, and one that never gets it is replaced.
 */
public final class WholeText {

  private static final char REPLACEMENT = '\uFFFD';

  private char waiting;

  /** What can be told after this piece. */
  public String take(String piece) {
    if (waiting == 0 && !hasHalves(piece)) {
      return piece;
    }
    String all = waiting == 0 ? piece : waiting + piece;
    waiting = 0;
    if (!all.isEmpty() && Character.isHighSurrogate(all.charAt(all.length() - 1))) {
      waiting = all.charAt(all.length() - 1);
      all = all.substring(0, all.length() - 1);
    }
    return clean(all);
  }

  /** What stands for a half that no other follows; nothing when none waits. */
  public String rest() {
    String rest = waiting == 0 ? "" : String.valueOf(REPLACEMENT);
    waiting = 0;
    return rest;
  }

  /** The text with what is no character replaced. */
  public static String clean(String text) {
    if (!hasHalves(text)) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point ->
            clean.appendCodePoint(
                point <= Character.MAX_VALUE && Character.isSurrogate((char) point)
                    ? REPLACEMENT
                    : point));
    return clean.toString();
  }

  private static boolean hasHalves(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
