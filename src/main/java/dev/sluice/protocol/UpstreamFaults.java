package dev.sluice.protocol;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an upstream's error means to a caller who speaks another protocol: by its words where they
 * say that the prompt is too long, then by its codes ({@code fault-codes.json}), then by its
 * status.
 */
public final class UpstreamFaults {

  private static final Map<String, Fault.Kind> CODES = codes();

  /** Members that hold a code, the most telling first. */
  private static final List<String> NAMES = List.of("code", "type", "status", "reason");

  private UpstreamFaults() {}

  /**
   * @param status of the answer; 0 for an error inside a stream
   * @param body whole, or the data of the event; need not be JSON
   */
  public static Fault of(int status, byte[] body) {
    String words = ErrorText.of(body);
    Optional<Fault.Kind> code = code(body);
    boolean ofRequest = status == 0 || status == 200 || status / 100 == 4 || status == 500;
    if (ofRequest && status != 429) {
      Optional<Fault> overflow = Overflows.in(words);
      if (overflow.isPresent()) {
        return overflow.get();
      }
    }
    Fault.Kind kind = status < 400 ? code.orElse(Fault.Kind.UPSTREAM_FAILED) : kind(status, code);
    return new Fault(kind, words.isEmpty() ? "The upstream gave no reason" : words);
  }

  /* A code may say more than the status, but never that somebody else is to blame. */
  private static Fault.Kind kind(int status, Optional<Fault.Kind> code) {
    Fault.Kind said = ofStatus(status);
    return code.filter(kind -> kind.status() / 100 == status / 100)
        .filter(kind -> refines(said, kind))
        .orElse(said);
  }

  private static boolean refines(Fault.Kind said, Fault.Kind code) {
    return switch (said) {
      case INVALID_REQUEST ->
          code == Fault.Kind.CONTEXT_TOO_LONG
              || code == Fault.Kind.CONTENT_REFUSED
              || code == Fault.Kind.MODEL_UNKNOWN
              || code == Fault.Kind.TOO_LARGE;
      case UPSTREAM_FAILED -> code == Fault.Kind.OVERLOADED || code == Fault.Kind.TIMEOUT;
      case RATE_LIMITED -> code == Fault.Kind.QUOTA_EXHAUSTED;
      default -> false;
    };
  }

  private static Fault.Kind ofStatus(int status) {
    return switch (status) {
      case 402 -> Fault.Kind.QUOTA_EXHAUSTED;
      case 403 -> Fault.Kind.FORBIDDEN;
      case 404 -> Fault.Kind.MODEL_UNKNOWN;
      case 408, 504 -> Fault.Kind.TIMEOUT;
      case 413 -> Fault.Kind.TOO_LARGE;
      case 429 -> Fault.Kind.RATE_LIMITED;
      case 498, 503, 529 -> Fault.Kind.OVERLOADED;
      default -> status < 500 ? Fault.Kind.INVALID_REQUEST : Fault.Kind.UPSTREAM_FAILED;
    };
  }

  private static Optional<Fault.Kind> code(byte[] body) {
    Optional<JsonNode> tree = Json.tree(new String(body, StandardCharsets.UTF_8));
    return tree.stream()
        .flatMap(UpstreamFaults::objects)
        .flatMap(object -> NAMES.stream().map(object::path))
        .filter(JsonNode::isValueNode)
        .flatMap(value -> Optional.ofNullable(CODES.get(value.asText().toLowerCase(ROOT))).stream())
        .findFirst();
  }

  /** The places where protocols put the object of an error, the innermost first. */
  private static Stream<JsonNode> objects(JsonNode body) {
    JsonNode first = body.isArray() ? body.path(0) : body;
    return Stream.of(
        first.path("error").path("innererror"),
        first.path("error"),
        first.path("response").path("error"),
        first.path("response").path("incomplete_details"),
        first);
  }

  private static Map<String, Fault.Kind> codes() {
    var codes = new HashMap<String, Fault.Kind>();
    Json.resource(UpstreamFaults.class, "fault-codes.json")
        .properties()
        .forEach(entry ->
            entry
                .getValue()
                .forEach(code -> codes.put(code.asText(), Fault.Kind.valueOf(entry.getKey()))));
    return Map.copyOf(codes);
  }
}
