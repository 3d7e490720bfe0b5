package dev.sluice.protocol;

/** A whole answer that tells an error: its status, and JSON for its body. */
public final class ErrorAnswer {

  private final int status;
  private final byte[] body;

  public ErrorAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body.clone();
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body.clone();
  }
}
