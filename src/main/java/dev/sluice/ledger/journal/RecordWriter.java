package dev.sluice.ledger.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts values one after the other into an array that grows and is used again and again. */
final class RecordWriter {

  private byte[] bytes = new byte[1024];
  private int length;
  private int longestText = Integer.MAX_VALUE;

  /** Begins anew; texts are cut to so many characters. */
  RecordWriter restart(int longest) {
    length = 0;
    longestText = longest;
    return this;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void number(long value) {
    room(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  void flag(boolean value) {
    room(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  void count(int value) {
    room(2);
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) value;
  }

  /** At most 65,535 bytes of it. */
  void text(String value) {
    int characters = Math.min(value.length(), Math.min(longestText, 20_000));
    room(2 + characters);
    int start = length + 2;
    for (int i = 0; i < characters; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        wideText(value.substring(0, characters));
        return;
      }
      bytes[start + i] = (byte) c;
    }
    count(characters);
    length += characters;
  }

  private void wideText(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    room(2 + encoded.length);
    count(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
