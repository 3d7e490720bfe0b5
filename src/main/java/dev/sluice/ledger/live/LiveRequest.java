package dev.sluice.ledger.live;

import dev.sluice.ledger.RequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way.
 *
 * @param soFar what its record would be if it ended now; its time is when it began
 * @param attempt the number of the attempt that runs or ran last; 0: none yet
 * @param startMs of that attempt, since the request came; null: none yet
 * @param bytes of the answer that have been handed to the caller's connection
 */
public record LiveRequest(
    RequestRecord soFar, Phase phase, int attempt, @Nullable Long startMs, long bytes) {

  /** How far it is. */
  public enum Phase {
    /** Its body arrives. */
    RECEIVING,
    /** An upstream is asked, and has given no content. */
    WAITING,
    /** Content goes to the caller. */
    STREAMING
  }

  public String id() {
    return soFar.id();
  }

  /** Whether anything but time has passed since. */
  public boolean differsFrom(LiveRequest before) {
    return phase != before.phase
        || attempt != before.attempt
        || bytes != before.bytes
        || !soFar.model().equals(before.soFar.model())
        || !soFar.channel().equals(before.soFar.channel())
        || !soFar.key().equals(before.soFar.key())
        || !soFar.usage().equals(before.soFar.usage())
        || !soFar.prelude().equals(before.soFar.prelude())
        || soFar.attempts().size() != before.soFar.attempts().size();
  }
}
