package dev.sluice.protocol.responses;

import java.util.HashMap;
import java.util.Map;

/** How much of each text of an item has been told. */
final class PartLengths {

  private final Map<Integer, Integer> told = new HashMap<>();

  void add(int part, String piece) {
    told.merge(part, piece.length(), Integer::sum);
  }

  /** What is still to be told of a text, of which pieces may have come before. */
  String missing(int part, String whole) {
    int length = told.getOrDefault(part, 0);
    return whole.length() > length ? whole.substring(length) : "";
  }
}
