package dev.sluice.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds, without parsing, whether one of three members may have a value. */
public final class TellingMembers {

  private final byte[][] names;
  private final char[] letters = new char[3];

  /** The members' names; they begin with different letters. */
  public TellingMembers(String first, String second, String third) {
    names = new byte[][] {ending(first), ending(second), ending(third)};
    letters[0] = first.charAt(0);
    letters[1] = second.charAt(0);
    letters[2] = third.charAt(0);
  }

  private static byte[] ending(String name) {
    return (name + '"').getBytes(StandardCharsets.US_ASCII);
  }

  /** False only when the event's data holds none of the members, or null or nothing in them. */
  public boolean in(SseEvent event) {
    byte[] bytes = event.bytes();
    int end = event.end();
    int at = quote(bytes, event.start(), end);
    while (at < end) {
      for (byte[] name : names) {
        int stop = at + 1 + name.length;
        if (stop <= end
            && bytes[at + 1] == name[0]
            && Arrays.equals(bytes, at + 1, stop, name, 0, name.length)
            && hasValue(bytes, stop, end)) {
          return true;
        }
      }
      at = quote(bytes, at + 1, end);
    }
    return false;
  }

  private int quote(byte[] bytes, int from, int end) {
    return ByteSearch.quoteBefore(bytes, from, end, letters[0], letters[1], letters[2]);
  }

  private static boolean hasValue(byte[] bytes, int from, int end) {
    int colon = significant(bytes, from, end);
    if (colon == end || bytes[colon] != ':') {
      return false;
    }
    int value = significant(bytes, colon + 1, end);
    if (value + 1 >= end) {
      return true;
    }
    return bytes[value] != 'n' && (bytes[value] != '"' || bytes[value + 1] != '"');
  }

  private static int significant(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }
}
