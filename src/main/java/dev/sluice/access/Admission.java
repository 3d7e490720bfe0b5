package dev.sluice.access;

import java.time.Duration;

/** Whether a request may come in. */
public sealed interface Admission {

  /**
   * Comes in.
   *
   * @param ownLogin whether a login of the caller's own came beside the gateway's key, for channels
   *     that pass it through
   */
  record Admitted(Caller caller, boolean ownLogin) implements Admission {}

  /**
   * Answered with 401.
   *
   * @param message the same whatever is wrong, so that nothing can be learned from it; but whoever
   *     holds a right secret is told why it does not work
   */
  record Refused(String message) implements Admission {}

  /** Answered with 429: this address has shown too many unknown keys. */
  record SlowedDown(String message, Duration retryAfter) implements Admission {}
}
