package dev.sluice.net;

import java.net.InetAddress;

/** A range of addresses and what it is for. */
final class Range {

  private final byte[] prefix;
  private final int bits;
  private final String name;

  private Range(byte[] prefix, int bits, String name) {
    this.prefix = prefix;
    this.bits = bits;
    this.name = name;
  }

  /**
   * A range in CIDR notation.
   *
   * @param cidr such as {@code 10.0.0.0/8}
   */
  static Range of(String cidr, String name) {
    int slash = cidr.indexOf('/');
    byte[] prefix = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
    return new Range(prefix, Integer.parseInt(cidr.substring(slash + 1)), name);
  }

  String name() {
    return name;
  }

  boolean contains(byte[] address) {
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
}
