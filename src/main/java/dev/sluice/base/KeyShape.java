package dev.sluice.base;

import java.util.List;
import java.util.regex.Pattern;

/** What a vendor's credential looks like, so that a stranger's is known by its shape alone. */
public final class KeyShape {

  private static final int LEAST = 16;

  private static final List<String> BEGINNINGS =
      List.of(
          "sk-",
          "sk_",
          "rk_",
          "AIza",
          "AQ.",
          "ya29.",
          "eyJ",
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "xoxb-",
          "xoxp-",
          "xoxa-",
          "xoxs-",
          "AKIA",
          "ASIA",
          "gsk_",
          "xai-",
          "hf_",
          "r8_",
          "pplx-",
          "npm_",
          "nvapi-");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{" + LEAST + ",}+");

  private KeyShape() {}

  /** The text with every word masked that looks like a credential. */
  public static String redacted(String text) {
    return WORD.matcher(text).replaceAll(word -> quoted(masked(word.group())));
  }

  private static String quoted(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }

  /**
   * The word itself, or what may be shown of it when a credential is in it.
   *
   * @param word letters, digits, {@code _}, {@code -} and {@code .} alone
   */
  public static String masked(String word) {
    int from = 0;
    while (word.length() - from >= LEAST) {
      if (begins(word, from)) {
        return word.substring(0, from) + Secret.of(word.substring(from)).masked();
      }
      from = afterSeparator(word, from);
    }
    return word;
  }

  private static boolean begins(String word, int from) {
    for (String beginning : BEGINNINGS) {
      if (word.startsWith(beginning, from)) {
        return true;
      }
    }
    return false;
  }

  private static int afterSeparator(String word, int from) {
    int at = from;
    while (at < word.length() && Character.isLetterOrDigit(word.charAt(at))) {
      at++;
    }
    return at + 1;
  }
}
