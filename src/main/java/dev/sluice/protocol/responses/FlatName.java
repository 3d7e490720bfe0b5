package dev.sluice.protocol.responses;

import dev.sluice.base.Digest;

/** One name for a tool and the namespace it is in; the same for the same two. */
final class FlatName {

  private static final int LONGEST = 128;
  private static final int DIGITS = 8;

  private FlatName() {}

  static String of(String namespace, String name) {
    if (namespace.isEmpty()) {
      return name;
    }
    String flat = (namespace + "__" + name).replaceAll("[^A-Za-z0-9_-]", "_");
    return flat.length() <= LONGEST
        ? flat
        : flat.substring(0, LONGEST - DIGITS - 1)
            + "_"
            + Digest.hex(namespace + "\n" + name).substring(0, DIGITS);
  }
}
