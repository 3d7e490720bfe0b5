package dev.sluice.protocol.responses;

import dev.sluice.protocol.Fault;

/** Errors inside a stream. */
final class ResponseError {

  private static final String TOO_LONG =
      "Your input exceeds the context window of this model. Please adjust your input and try"
          + " again.";

  private ResponseError() {}

  /**
   * Codex gives up on some codes and asks again on all it does not know, {@code server_error} too.
   */
  static String code(Fault.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST,
          UNAUTHENTICATED,
          PATH_UNKNOWN,
          MODEL_UNKNOWN,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          URL_TOO_LONG,
          UNSUPPORTED_ENCODING,
          HEADERS_TOO_LARGE,
          FORBIDDEN,
          CONTENT_REFUSED ->
          "invalid_prompt";
      case CONTEXT_TOO_LONG -> "context_length_exceeded";
      case QUOTA_EXHAUSTED -> "insufficient_quota";
      case RATE_LIMITED -> "rate_limit_exceeded";
      case REQUEST_TIMEOUT, INTERNAL, UPSTREAM_FAILED, CHANNEL_KEY_REJECTED, OVERLOADED, TIMEOUT ->
          "server_error";
    };
  }

  /** The words that OpenAI has for it, where clients may know them. */
  static String words(Fault fault) {
    return fault.kind() == Fault.Kind.CONTEXT_TOO_LONG ? TOO_LONG : fault.message();
  }
}
