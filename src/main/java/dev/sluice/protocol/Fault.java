package dev.sluice.protocol;

import java.util.Optional;

/**
 * Something that the gateway has to tell a caller in the caller's own protocol.
 *
 * @param message who failed and what to do
 * @param overflow of a context window, with {@link Kind#CONTEXT_TOO_LONG} alone
 */
public record Fault(Kind kind, String message, Optional<Overflow> overflow) {

  public Fault(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

  /**
   * By how much a prompt is too long; clients shorten theirs by it.
   *
   * @param tokens of the prompt, more than {@code maximum}
   */
  public record Overflow(long tokens, long maximum) {}

  /** What went wrong; each protocol has its own words and in places its own status for it. */
  public enum Kind {
    INVALID_REQUEST(400),
    /** The prompt does not fit the model's window; clients that know it as such make room. */
    CONTEXT_TOO_LONG(400),
    /** Against the provider's rules of content. */
    CONTENT_REFUSED(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    PATH_UNKNOWN(404),
    MODEL_UNKNOWN(404),
    METHOD_NOT_ALLOWED(405),
    REQUEST_TIMEOUT(408),
    TOO_LARGE(413),
    URL_TOO_LONG(414),
    UNSUPPORTED_ENCODING(415),
    RATE_LIMITED(429),
    /** Money or quota is used up; asking again soon does not help. */
    QUOTA_EXHAUSTED(429),
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

  /**
   * The same for a caller: whose key ran out or lacks a right is the channel's business, and not
   * the caller's to mend.
   */
  public Fault ofChannel() {
    Kind told =
        switch (kind) {
          case QUOTA_EXHAUSTED -> Kind.RATE_LIMITED;
          case FORBIDDEN, UNAUTHENTICATED -> Kind.CHANNEL_KEY_REJECTED;
          default -> kind;
        };
    return new Fault(told, message, overflow);
  }
}
