package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.UpstreamFaults;

/** What an upstream says went wrong while it answers. */
final class ResponseFaults {

  private static final String ERROR = "error";

  private ResponseFaults() {}

  static boolean tells(JsonNode tree) {
    JsonNode error = tree.path(ERROR);
    return (!error.isMissingNode() && !error.isNull())
        || tree.path("type").asText().equals(ERROR)
        || tree.path("status").asText().equals("failed");
  }

  /**
   * @param told a response that failed, or an error that is told flat or inside {@code error}
   */
  static Fault of(JsonNode told) {
    JsonNode error = told.path(ERROR);
    boolean flat = told.path("message").isTextual() || told.path("code").isTextual();
    if (error.isMissingNode() || error.isNull()) {
      return flat ? of(flat(told), told) : silent();
    }
    return of(error, told);
  }

  private static Fault of(JsonNode error, JsonNode told) {
    var body = Json.object();
    body.set(ERROR, error);
    if (told.path("status").isIntegralNumber()) {
      body.set("status", told.path("status"));
    }
    return UpstreamFaults.of(0, Json.bytes(body));
  }

  private static JsonNode flat(JsonNode told) {
    var error = Json.object();
    told.properties()
        .forEach(member -> {
          if (!member.getKey().equals("sequence_number") && !member.getKey().equals("type")) {
            error.set(member.getKey(), member.getValue());
          }
        });
    return error;
  }

  private static Fault silent() {
    return new Fault(
        Fault.Kind.UPSTREAM_FAILED, "The upstream gave up its answer without saying why");
  }
}
