package dev.sluice.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Passes an object or an array of which nothing is wanted.
 *
 * <p>Made per value, used by one thread.
 */
final class NestedValue {

  /*
   * The bytes are looked at 64 at a time, as masks that have one bit for each byte: which are
   * quotes, backslashes, brackets. What is escaped and what stands inside strings then follows by
   * arithmetic, as in Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019), so that no
   * branch depends on where quotes and escapes are: in the texts of coding clients there is one every
   * few bytes, and a branch at each that is guessed wrong took half of the scan's time.
   */

  private static final int BLOCK = Long.SIZE;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long CASES = 0x20 * ONES;
  private static final long BRACES = '{' * ONES;
  private static final long CLOSING = ('{' ^ '}') * ONES;
  private static final long GATHER = 0x0002040810204081L;
  private static final long ODD = 0xAAAAAAAAAAAAAAAAL;

  private static final int GO_ON = 0;
  private static final int NONE = -1;

  private long inString;
  private long escapedNext;
  private long objects;
  private int depth;

  private NestedValue() {}

  /**
   * The place behind the value that begins at {@code from}; -1 when it has no end, does not match
   * its brackets or nests deeper than 64 levels.
   */
  static int behind(byte[] bytes, int from, int end) {
    var value = new NestedValue();
    int at = from;
    for (; at <= end - BLOCK; at += BLOCK) {
      int passed = value.block(bytes, at);
      if (passed != GO_ON) {
        return passed == NONE ? NONE : at + passed;
      }
    }
    byte[] rest = new byte[BLOCK];
    Arrays.fill(rest, (byte) ' ');
    System.arraycopy(bytes, at, rest, 0, end - at);
    int passed = value.block(rest, 0);
    return passed == GO_ON || passed == NONE ? NONE : at + passed;
  }

  /** How many bytes of the block belong to the value if it ends here, else what to do. */
  private int block(byte[] bytes, int at) {
    long quotes = 0;
    long backslashes = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      long word = (long) LONGS.get(bytes, at + i * Long.BYTES);
      quotes |= zeros(word ^ QUOTES) << (i * Long.BYTES);
      backslashes |= zeros(word ^ BACKSLASHES) << (i * Long.BYTES);
    }
    long outside = ~strings(quotes & ~escaped(backslashes));
    if (outside == 0) {
      return GO_ON;
    }
    return (backslashes & outside) == 0 ? match(bytes, at, brackets(bytes, at) & outside) : NONE;
  }

  /** Where a backslash before, itself not escaped, takes a byte's meaning away. */
  private long escaped(long backslashes) {
    long before = escapedNext;
    if (backslashes == 0) {
      escapedNext = 0;
      return before;
    }
    long starts = backslashes & ~before;
    long escapes = ((starts << 1 | ODD) - starts) ^ ODD;
    escapedNext = (escapes & backslashes) >>> 63;
    return escapes ^ (backslashes | before);
  }

  /** From each opening quote to before the closing one. */
  private long strings(long quotes) {
    long inside = quotes;
    inside ^= inside << 1;
    inside ^= inside << 2;
    inside ^= inside << 4;
    inside ^= inside << 8;
    inside ^= inside << 16;
    inside ^= inside << 32;
    inside ^= inString;
    inString = inside >> 63;
    return inside;
  }

  /** Every bracket and brace, and some letters that {@link #match} passes over. */
  private static long brackets(byte[] bytes, int at) {
    long found = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      long word = (long) LONGS.get(bytes, at + i * Long.BYTES);
      found |= zeros(((word | CASES) ^ BRACES) & ~CLOSING) << (i * Long.BYTES);
    }
    return found;
  }

  private int match(byte[] bytes, int at, long brackets) {
    for (long left = brackets; left != 0; left &= left - 1) {
      int place = Long.numberOfTrailingZeros(left);
      byte bracket = bytes[at + place];
      boolean fits =
          switch (bracket) {
            case '{', '[' -> opened(bracket == '{');
            case '}', ']' -> closed(bracket == '}');
            default -> true;
          };
      if (!fits) {
        return NONE;
      }
      if (depth == 0) {
        return place + 1;
      }
    }
    return GO_ON;
  }

  private boolean opened(boolean object) {
    objects = objects << 1 | (object ? 1 : 0);
    return ++depth <= Long.SIZE;
  }

  private boolean closed(boolean object) {
    boolean fits = (objects & 1) == (object ? 1 : 0);
    objects >>>= 1;
    depth--;
    return fits;
  }

  /** One bit for each byte that is zero, the first byte's lowest. */
  private static long zeros(long word) {
    long marked = ~((word & LOWS) + LOWS | word) & ~LOWS;
    return (marked * GATHER) >>> 56;
  }
}
