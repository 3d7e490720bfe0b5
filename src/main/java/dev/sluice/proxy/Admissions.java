package dev.sluice.proxy;

import dev.sluice.access.Admission;
import dev.sluice.access.Front;
import dev.sluice.access.Gate;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the gate on behalf of requests, and keeps a key in an address from going any further. */
final class Admissions {

  private static final String KEY = "key=";

  private final Gate gate;
  private final Front front;

  Admissions(Gate gate, Front front) {
    this.gate = gate;
    this.front = front;
  }

  Admission of(HttpServerRequest request, Protocol protocol) {
    return gate.admit(protocol, request.headers(), queryKey(request), front.address(request));
  }

  static Fault refusal(Admission.Refused refused) {
    return new Fault(Fault.Kind.UNAUTHENTICATED, refused.message());
  }

  static Fault refusal(Admission.SlowedDown slowed) {
    return new Fault(Fault.Kind.RATE_LIMITED, slowed.message());
  }

  static FinalAnswer.Advice advice(Duration wait) {
    return FinalAnswer.Advice.after(Optional.of(wait));
  }

  /**
   * The query as it goes upstream: empty, or beginning with a question mark. A key in it may be the
   * gateway's, whether or not it counts here, and goes nowhere.
   */
  static String forwardedQuery(HttpServerRequest request) {
    String query = request.query();
    if (query == null || query.isEmpty()) {
      return "";
    }
    String rest =
        Arrays.stream(query.split("&"))
            .filter(each -> !each.startsWith(KEY))
            .collect(Collectors.joining("&"));
    return rest.isEmpty() ? "" : "?" + rest;
  }

  private static Optional<String> queryKey(HttpServerRequest request) {
    String query = request.query();
    if (query == null || !query.contains(KEY)) {
      return Optional.empty();
    }
    return Arrays.stream(query.split("&"))
        .filter(each -> each.startsWith(KEY))
        .map(each -> decoded(each.substring(KEY.length())))
        .findFirst();
  }

  /** What is no valid escape stands for itself, and for no key. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
