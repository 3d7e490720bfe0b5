package dev.sluice.config;

import dev.sluice.base.NearestNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is wrong with one document while it is read to its end. */
final class Problems {

  private static final int NEAREST = 3;

  private final List<Problem> found = new ArrayList<>();

  void add(String pointer, String message) {
    found.add(new Problem(pointer, message));
  }

  List<Problem> found() {
    return List.copyOf(found);
  }

  void throwIfAny() throws InvalidConfiguration {
    if (!found.isEmpty()) {
      throw new InvalidConfiguration(found);
    }
  }

  /** {@code nearest: a or b}, or all that is known when nothing is near. */
  static String nearest(String misspelt, Collection<String> known) {
    List<String> near = NearestNames.of(misspelt, known, NEAREST);
    return near.isEmpty()
        ? "known: " + String.join(", ", known)
        : "nearest: " + Wording.oneOf(near);
  }
}
