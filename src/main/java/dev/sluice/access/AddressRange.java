package dev.sluice.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike.
 *
 * @param text as the operator wrote it: an address, or one and the number of bits that count
 */
public record AddressRange(String text, BigInteger network, int bits, int length) {

  private static final Pattern FOUR = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

  static Optional<AddressRange> of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Optional<byte[]> bytes = bytes(address);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    int length = bytes.get().length * Byte.SIZE;
    String count = slash < 0 ? String.valueOf(length) : text.substring(slash + 1);
    if (!count.matches("[0-9]{1,3}") || Integer.parseInt(count) > length) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(count);
    return Optional.of(new AddressRange(text, network(bytes.get(), bits), bits, length));
  }

  boolean holds(String address) {
    return bytes(address)
        .filter(bytes -> bytes.length * Byte.SIZE == length)
        .filter(bytes -> network(bytes, bits).equals(network))
        .isPresent();
  }

  private static BigInteger network(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
  }

  /* A literal only: no name is ever looked up for it. */
  private static Optional<byte[]> bytes(String address) {
    String bare = address.replaceAll("[\\[\\]]|%.*", "");
    if (bare.indexOf(':') < 0 && !FOUR.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(bare).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
