package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import dev.sluice.routing.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the gateway says to requests that it asks nobody about. */
final class NotAsked {

  static final FinalAnswer.Advice SHORTLY =
      FinalAnswer.Advice.after(Optional.of(Duration.ofSeconds(1)));

  private NotAsked() {}

  /**
   * No channel has it.
   *
   * @param nearest what it may have meant
   */
  static Fault unknown(String model, List<String> nearest) {
    String hint = nearest.isEmpty() ? "" : "; nearest: " + String.join(", ", nearest);
    return new Fault(Fault.Kind.MODEL_UNKNOWN, "model: no channel serves \"" + model + "\"" + hint);
  }

  /** Channels have it, and none of them can be asked. */
  static FinalAnswer nobody(List<Plan.Avoided> avoided) {
    return FinalAnswer.of(List.of(), Map.of(), avoided, List.of(), System.nanoTime());
  }

  /** The operator wants no request that is not in the books. */
  static Fault unbookable() {
    return new Fault(
        Fault.Kind.OVERLOADED,
        "The gateway cannot book this request: its journal is full and SLUICE_JOURNAL_FULL is"
            + " refuse; ask again");
  }

  static Fault stopping() {
    return new Fault(Fault.Kind.OVERLOADED, "The gateway is stopping; ask again");
  }
}
