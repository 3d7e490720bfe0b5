package dev.sluice.proxy;

import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refusals that need no exchange. */
final class Answers {

  private static final Pattern GEMINI =
      Pattern.compile("/v1(?:beta|alpha)|/v1/models/.+:\\w*(?:Contents?|Tokens)$");

  private Answers() {}

  static void refuse(HttpServerRequest request, Protocol protocol, Fault fault, String id) {
    var error = Dialect.of(protocol).error(fault, id);
    request
        .response()
        .setStatusCode(error.status())
        .putHeader("content-type", "application/json")
        .putHeader("request-id", id)
        .putHeader("x-sluice-request-id", id)
        .end(Buffer.buffer(error.body()));
  }

  /** Why the parser itself refuses. */
  static Fault invalid(@Nullable Throwable cause) {
    String text = cause == null ? "" : String.valueOf(cause.getMessage());
    if (!(cause instanceof TooLongFrameException)) {
      return new Fault(
          Fault.Kind.INVALID_REQUEST, "The request is not valid HTTP: " + oneLine(text));
    }
    return text.contains("line")
        ? new Fault(
            Fault.Kind.URL_TOO_LONG,
            "The request line is longer than " + ServerSettings.MAX_LINE + " bytes")
        : new Fault(
            Fault.Kind.HEADERS_TOO_LARGE,
            "The request's headers are longer than " + ServerSettings.MAX_HEADERS + " bytes");
  }

  private static String oneLine(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", " ");
    return flat.length() > 200 ? flat.substring(0, 200) : flat;
  }

  /** The protocol in whose envelope a stranger is answered. */
  static Protocol protocolOf(HttpServerRequest request) {
    return protocolOf(Paths.of(request))
        .orElseGet(() ->
            request.headers().contains("anthropic-version")
                    || request.headers().contains("x-api-key")
                ? Protocol.ANTHROPIC
                : Protocol.OPENAI_CHAT);
  }

  /** The protocol to which a path belongs, served or not. */
  static Optional<Protocol> protocolOf(String path) {
    if (GEMINI.matcher(path).lookingAt()) {
      return Optional.of(Protocol.GEMINI);
    }
    if (path.startsWith("/v1/responses")) {
      return Optional.of(Protocol.OPENAI_RESPONSES);
    }
    if (path.startsWith("/v1/chat/")) {
      return Optional.of(Protocol.OPENAI_CHAT);
    }
    return path.contains("/messages") ? Optional.of(Protocol.ANTHROPIC) : Optional.empty();
  }
}
