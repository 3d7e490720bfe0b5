package dev.sluice.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns bytes into text and makes no new text while the same bytes recur. */
final class RecurringText {

  private static final int LONGEST = 128;

  private byte[] last = {};
  private String text = "";

  /** Empty for what is too long to be a name. */
  String of(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return "";
    }
    if (!Arrays.equals(bytes, from, to, last, 0, last.length)) {
      last = Arrays.copyOfRange(bytes, from, to);
      text = new String(last, StandardCharsets.UTF_8);
    }
    return text;
  }
}
