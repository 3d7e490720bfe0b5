package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import dev.sluice.protocol.Usage;

/** How a committed answer ended on the upstream's side. */
public sealed interface Ending {

  Usage usage();

  Verdict verdict();

  /**
   * Every byte came; the verdict tells of an error that the upstream itself reported at the end.
   */
  record Complete(Usage usage, Verdict verdict) implements Ending {}

  /**
   * The upstream broke off, fell silent or ended without the protocol's terminal marker.
   *
   * @param reason one line that says what happened
   * @param insideEvent whether the last event is incomplete
   */
  record Broken(Usage usage, Verdict verdict, String reason, boolean insideEvent)
      implements Ending {}
}
