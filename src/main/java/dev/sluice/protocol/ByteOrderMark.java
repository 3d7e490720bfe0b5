package dev.sluice.protocol;

/** The mark that some writers put before UTF-8 text. */
final class ByteOrderMark {

  private ByteOrderMark() {}

  /** 3 when the mark stands at {@code from}, else 0. */
  static int length(byte[] bytes, int from, int to) {
    return to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF
        ? 3
        : 0;
  }
}
