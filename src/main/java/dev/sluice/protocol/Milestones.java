package dev.sluice.protocol;

/** How far a stream has come; each is reached once and stays. */
public final class Milestones {

  private boolean started;
  private boolean content;
  private boolean ended;
  private boolean failed;

  Milestones() {}

  /** The answer has begun. */
  public void markStarted() {
    started = true;
  }

  /** Something has come that a caller would lose if the answer began anew. */
  public void markContent() {
    content = true;
  }

  /** The answer has come to an end that its protocol allows. */
  public void markEnded() {
    ended = true;
  }

  /** The upstream has told an error. */
  public void markFailed() {
    failed = true;
  }

  boolean started() {
    return started;
  }

  boolean content() {
    return content;
  }

  boolean ended() {
    return ended;
  }

  boolean failed() {
    return failed;
  }
}
