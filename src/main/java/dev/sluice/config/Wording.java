package dev.sluice.config;

import java.util.List;

/** How refusals list what would have been right. */
final class Wording {

  private Wording() {}

  /** {@code a}, {@code a or b}, {@code a, b or c}. */
  static String oneOf(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }
}
