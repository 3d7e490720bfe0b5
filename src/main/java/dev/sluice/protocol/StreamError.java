package dev.sluice.protocol;

/** An error that the upstream told inside its stream: the bytes of the event's data. */
public final class StreamError {

  static final int MOST_BYTES = 64 << 10;

  private final byte[] json;

  StreamError(byte[] json) {
    this.json = json;
  }

  /** As the upstream sent it; what is beyond 64 KiB is cut off. */
  public byte[] json() {
    return json.clone();
  }

  /** What it says in words, for quoting. */
  public String text() {
    return ErrorText.of(json);
  }
}
