package dev.sluice.protocol;

/**
 * Something that the gateway has to tell a caller in the caller's own protocol.
 *
 * @param message who failed and what to do
 */
public record Fault(Kind kind, String message) {

  /** What went wrong; each protocol has its own words and in places its own status for it. */
  public enum Kind {
    INVALID_REQUEST(400),
    UNAUTHENTICATED(401),
    PATH_UNKNOWN(404),
    MODEL_UNKNOWN(404),
    METHOD_NOT_ALLOWED(405),
    REQUEST_TIMEOUT(408),
    TOO_LARGE(413),
    URL_TOO_LONG(414),
    UNSUPPORTED_ENCODING(415),
    RATE_LIMITED(429),
    HEADERS_TOO_LARGE(431),
    INTERNAL(500),
    UPSTREAM_FAILED(502),
    CHANNEL_KEY_REJECTED(503),
    OVERLOADED(503),
    TIMEOUT(504);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The status where the protocol has none of its own. */
    public int status() {
      return status;
    }
  }
}
