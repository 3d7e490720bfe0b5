package dev.sluice.net;

import dev.sluice.base.AddressBlock;

/** A range of addresses and what it is for. */
record Range(AddressBlock block, String name) {

  /**
   * A range in CIDR notation.
   *
   * @param cidr such as {@code 10.0.0.0/8}
   */
  static Range of(String cidr, String name) {
    return new Range(AddressBlock.of(cidr), name);
  }

  boolean contains(byte[] address) {
    return block.contains(address);
  }
}
