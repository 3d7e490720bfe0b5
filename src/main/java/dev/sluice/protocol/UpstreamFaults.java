package dev.sluice.protocol;

/** What an upstream's error means to a caller who speaks another protocol. */
public final class UpstreamFaults {

  private UpstreamFaults() {}

  /**
   * @param status of the answer; 0 for an error inside a stream
   * @param body whole, or the data of the event; need not be JSON
   */
  public static Fault of(int status, byte[] body) {
    return new Fault(
        status >= 400 && status < 500 ? Fault.Kind.INVALID_REQUEST : Fault.Kind.UPSTREAM_FAILED,
        ErrorText.of(body));
  }
}
