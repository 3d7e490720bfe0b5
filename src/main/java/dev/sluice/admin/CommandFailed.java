package dev.sluice.admin;

/** A command that cannot be done; its message is one line that names the fix. */
public sealed class CommandFailed extends Exception permits InvalidChannel, InvalidBody {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it is; a face maps it to its own codes. */
  public enum Reason {
    NOT_FOUND,
    AMBIGUOUS,
    INVALID
  }

  private final Reason reason;

  CommandFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
