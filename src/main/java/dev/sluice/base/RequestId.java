package dev.sluice.base;

import java.util.concurrent.ThreadLocalRandom;

/** Names for requests: {@code req_} and 20 characters, 100 bits, unique without coordination. */
public final class RequestId {

  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final String PREFIX = "req_";
  private static final int LENGTH = 20;

  private RequestId() {}

  /** A fresh name; chance suffices, since it is no secret. */
  public static String fresh() {
    var random = ThreadLocalRandom.current();
    char[] id = new char[PREFIX.length() + LENGTH];
    PREFIX.getChars(0, PREFIX.length(), id, 0);
    long bits = random.nextLong();
    for (int i = 0; i < LENGTH; i++) {
      if (i == LENGTH / 2) {
        bits = random.nextLong();
      }
      id[PREFIX.length() + i] = ALPHABET[(int) (bits & 31)];
      bits >>>= 5;
    }
    return new String(id);
  }
}
