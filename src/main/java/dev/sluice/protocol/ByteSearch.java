package dev.sluice.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Looks for bytes eight at a time. */
public final class ByteSearch {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;

  private ByteSearch() {}

  /** The first place of either byte, or {@code to} or more when neither is there. */
  static int either(byte[] bytes, int from, int to, char one, char other) {
    long ones = one * ONES;
    long others = other * ONES;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      long hits = zeros(word ^ ones) | zeros(word ^ others);
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (at < to && bytes[at] != one && bytes[at] != other) {
      at++;
    }
    return at;
  }

  /** The first place of the byte, or {@code to} or more when it is not there. */
  static int first(byte[] bytes, int from, int to, char wanted) {
    long all = wanted * ONES;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long hits = zeros((long) LONGS.get(bytes, at) ^ all);
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /**
   * A place at which a quote may be followed by one of three letters, or {@code to} when there is
   * none: no such place is passed over, but one that is told may be none.
   */
  static int quoteBefore(byte[] bytes, int from, int to, char a, char b, char c) {
    int at = from;
    for (; at < to - Long.BYTES; at += Long.BYTES) {
      long quotes = zeros((long) LONGS.get(bytes, at) ^ QUOTES);
      long next = (long) LONGS.get(bytes, at + 1);
      long hits =
          quotes & (zeros(next ^ (a * ONES)) | zeros(next ^ (b * ONES)) | zeros(next ^ (c * ONES)));
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
    }
    while (at < to && bytes[at] != '"') {
      at++;
    }
    return Math.min(at, to);
  }

  /** The first place of a text that ends in a dot; -1 when it is not there. */
  public static int dotted(byte[] bytes, byte[] text) {
    int from = text.length - 1;
    for (int dot = either(bytes, from, bytes.length, '.', '.');
        dot < bytes.length;
        dot = either(bytes, dot + 1, bytes.length, '.', '.')) {
      int start = dot - from;
      if (start >= 0 && Arrays.equals(bytes, start, dot + 1, text, 0, text.length)) {
        return start;
      }
    }
    return -1;
  }

  /** Where a string of JSON begins with the text; -1 where none does. */
  public static int quoted(byte[] bytes, byte[] text) {
    for (int quote = either(bytes, 0, bytes.length, '"', '"');
        quote < bytes.length;
        quote = either(bytes, quote + 1, bytes.length, '"', '"')) {
      int start = quote + 1;
      int end = start + text.length;
      if (end <= bytes.length && Arrays.equals(bytes, start, end, text, 0, text.length)) {
        return start;
      }
    }
    return -1;
  }

  /*
   * The high bit of every byte that is zero. A borrow can mark bytes above a true zero by mistake,
   * never below the first: in little-endian order the lowest mark is always right.
   */
  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }
}
