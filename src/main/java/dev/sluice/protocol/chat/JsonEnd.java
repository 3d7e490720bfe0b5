package dev.sluice.protocol.chat;

/** Finds where an object ends whose JSON comes in pieces. */
final class JsonEnd {

  private int depth;
  private boolean begun;
  private boolean string;
  private boolean escaped;
  private boolean reached;

  /** Whether all of the object has come. */
  boolean reached() {
    return reached;
  }

  /** The part of the piece that belongs to the object; all of it while there is no end. */
  String take(String piece) {
    if (reached) {
      return "";
    }
    for (int i = 0; i < piece.length(); i++) {
      if (ends(piece.charAt(i))) {
        reached = true;
        return piece.substring(0, i + 1);
      }
    }
    return piece;
  }

  private boolean ends(char sign) {
    if (escaped) {
      escaped = false;
    } else if (string) {
      escaped = sign == '\\';
      string = sign != '"';
    } else if (sign == '{' || sign == '[') {
      begun = true;
      depth++;
    } else if (sign == '}' || sign == ']') {
      depth--;
    } else {
      string = sign == '"';
    }
    return begun && depth <= 0;
  }
}
