package dev.sluice.base;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;

/** Addresses that begin alike, in CIDR notation. */
public final class AddressBlock {

  private final byte[] prefix;
  private final int bits;

  private AddressBlock(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /**
   * Looks no name up.
   *
   * @param text an address, or one with the number of bits that count: {@code 10.0.0.0/8}
   * @throws IllegalArgumentException for anything else
   */
  public static AddressBlock of(String text) {
    int slash = text.indexOf('/');
    byte[] prefix = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int length = prefix.length * Byte.SIZE;
    if (slash < 0) {
      return new AddressBlock(prefix, length);
    }
    String count = text.substring(slash + 1);
    if (!count.matches("[0-9]{1,3}") || Integer.parseInt(count) > length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: bits after the slash (expected: 0 to %d)", text, length));
    }
    return new AddressBlock(prefix, Integer.parseInt(count));
  }

  /**
   * @param address 4 or 16 bytes
   */
  public boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != prefix[i]) {
        return false;
      }
    }
    int rest = 8 - bits % 8;
    return rest == 8 || (address[whole] & 0xff) >> rest == (prefix[whole] & 0xff) >> rest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressBlock block
        && bits == block.bits
        && Arrays.equals(prefix, block.prefix);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(prefix) + bits;
  }
}
