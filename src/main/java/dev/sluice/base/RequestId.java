package dev.sluice.base;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for requests: {@code req_} and 20 characters, of which the first 9 are the time in
 * milliseconds and the others 55 bits of chance; unique without coordination.
 */
public final class RequestId {

  /** In the order of their bytes, so that names sort by their time. */
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private static final String PREFIX = "req_";
  private static final int LENGTH = 20;
  private static final int TIME = 9;
  private static final int BITS = 5;
  private static final InstantSource CLOCK = InstantSource.system();

  private RequestId() {}

  /**
   * A fresh name; chance suffices, since it is no secret.
   *
   * <p>The time stands in front for the request log's sake: rows of one batch then end up beside
   * each other in its index instead of on a page each.
   */
  public static String fresh() {
    return of(CLOCK.millis(), ThreadLocalRandom.current().nextLong());
  }

  static String of(long millis, long chance) {
    char[] id = new char[PREFIX.length() + LENGTH];
    PREFIX.getChars(0, PREFIX.length(), id, 0);
    write(millis, id, PREFIX.length(), PREFIX.length() + TIME);
    write(chance, id, PREFIX.length() + TIME, id.length);
    return new String(id);
  }

  private static void write(long value, char[] id, int from, int to) {
    long bits = value;
    for (int i = to - 1; i >= from; i--) {
      id[i] = ALPHABET[(int) (bits & 31)];
      bits >>>= BITS;
    }
  }
}
