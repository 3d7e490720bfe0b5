package dev.sluice.ledger.journal;

import java.nio.charset.StandardCharsets;

/** Takes values out again in the order in which they were put in. */
final class RecordReader {

  private final byte[] bytes;
  private int at;

  RecordReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes do not hold what they should. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /** Whether nothing is left. */
  boolean ended() {
    return at == bytes.length;
  }

  long number() throws Malformed {
    need(Long.BYTES);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value;
  }

  int small() throws Malformed {
    long value = number();
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw new Malformed("a number is too large");
    }
    return (int) value;
  }

  boolean flag() throws Malformed {
    need(1);
    return bytes[at++] != 0;
  }

  int count() throws Malformed {
    need(2);
    return (bytes[at++] & 0xff) << 8 | (bytes[at++] & 0xff);
  }

  String text() throws Malformed {
    int length = count();
    need(length);
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  private void need(int more) throws Malformed {
    if (at + more > bytes.length) {
      throw new Malformed("it ends too early");
    }
  }
}
