package dev.sluice.base;

/**
 * A pattern in which {@code *} stands for any run of characters, matched without regard to case.
 *
 * @param pattern as written by the operator
 */
public record Glob(String pattern) {

  public boolean matches(String text) {
    return matches(
        pattern.toLowerCase(java.util.Locale.ROOT), text.toLowerCase(java.util.Locale.ROOT));
  }

  public boolean isExact() {
    return pattern.indexOf('*') < 0;
  }

  /** How much of a name the pattern pins down: its characters that are no wildcard. */
  public int specificity() {
    return (int) pattern.chars().filter(c -> c != '*').count() + (isExact() ? 1_000_000 : 0);
  }

  /* One backtracking point suffices: a later star makes every earlier choice final. */
  private static boolean matches(String glob, String text) {
    int g = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        retry = t;
      } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
        g++;
        t++;
      } else if (star >= 0) {
        g = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
