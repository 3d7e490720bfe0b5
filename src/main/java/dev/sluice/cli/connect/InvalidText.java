package dev.sluice.cli.connect;

/** Settings that their own client could not read; the message begins with the place. */
final class InvalidText extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidText(String text, int at, String what) {
    super("line " + line(text, at) + ", column " + column(text, at) + ": " + what);
  }

  private static long line(String text, int at) {
    return 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static int column(String text, int at) {
    return at - SettingsText.lineStart(text, at) + 1;
  }
}
