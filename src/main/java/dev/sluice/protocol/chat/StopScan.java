package dev.sluice.protocol.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for stop sequences in a text that comes in pieces, and lets through what is before them.
 */
final class StopScan {

  private final List<String> stops;
  private final Consumer<String> text;
  private final StringBuilder held = new StringBuilder();

  StopScan(List<String> stops, Consumer<String> text) {
    this.stops = stops;
    this.text = text;
  }

  /** The sequence that was found, after which nothing counts. */
  Optional<String> take(String piece) {
    if (stops.isEmpty()) {
      text.accept(piece);
      return Optional.empty();
    }
    held.append(piece);
    String all = held.toString();
    String first = "";
    int at = all.length();
    for (String stop : stops) {
      int found = all.indexOf(stop);
      if (found >= 0 && found < at) {
        at = found;
        first = stop;
      }
    }
    if (!first.isEmpty()) {
      let(at);
      held.setLength(0);
      return Optional.of(first);
    }
    let(all.length() - overlap(all));
    return Optional.empty();
  }

  private void let(int length) {
    text.accept(held.substring(0, length));
    held.delete(0, length);
  }

  private int overlap(String all) {
    int most = 0;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, all.length()); length > most; length--) {
        if (all.endsWith(stop.substring(0, length))) {
          most = length;
        }
      }
    }
    return most;
  }

  /** The text has come to its end. */
  void finish() {
    let(held.length());
  }
}
