package dev.sluice.protocol;

/** A request body that cannot be used; the message says what is wrong, where, and the fix. */
public final class MalformedRequest extends Exception {

  private static final long serialVersionUID = 1L;

  private final String pointer;

  public MalformedRequest(String pointer, String message) {
    super(message, null, false, false);
    this.pointer = pointer;
  }

  /** The JSON pointer of what is wrong; empty for the body as a whole. */
  public String pointer() {
    return pointer;
  }
}
