package dev.sluice.cli;

import dev.sluice.base.NearestNames;
import java.util.List;
import java.util.function.Function;

/** An argument that must be one of a few names. */
final class Choice {

  private Choice() {}

  /** The choice of that name; {@code later} are names that are promised but not built. */
  static <E> E of(
      String what, String wanted, List<E> choices, Function<E, String> name, List<String> later) {
    for (E choice : choices) {
      if (name.apply(choice).equals(wanted)) {
        return choice;
      }
    }
    List<String> names = choices.stream().map(name).toList();
    String expected = " (expected: " + String.join(", ", names);
    if (later.contains(wanted)) {
      throw new UsageException(what + ": \"" + wanted + "\" is not built yet" + expected + ")");
    }
    List<String> near = NearestNames.of(wanted, names, 1);
    String nearest = near.isEmpty() ? "" : "; nearest: " + near.getFirst();
    throw new UsageException(what + ": \"" + wanted + "\"" + expected + nearest + ")");
  }
}
