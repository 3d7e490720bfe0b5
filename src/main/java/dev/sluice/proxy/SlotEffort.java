package dev.sluice.proxy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.RequestScan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;

/** Puts the effort of thinking that a slot names in the place of the caller's. */
final class SlotEffort {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Longer bodies are changed off the event loop. */
  private static final int LONG_BODY = 256 * 1024;

  private SlotEffort() {}

  /** The request, with another effort where one is named. */
  static Future<Call> of(Vertx vertx, Call made, Optional<String> effort) {
    if (effort.isEmpty()) {
      return Future.succeededFuture(made);
    }
    return made.body().length > LONG_BODY
        ? vertx
            .executeBlocking(() -> put(made, effort.get()), false)
            .map(put -> requireNonNull(put))
        : Future.succeededFuture(put(made, effort.get()));
  }

  /* One that is no object stays what it is. */
  private static Call put(Call made, String effort) {
    try {
      JsonNode tree = MAPPER.readTree(made.body());
      if (!(tree instanceof ObjectNode body)) {
        return made;
      }
      put(made.endpoint().protocol(), body, effort);
      byte[] bytes = MAPPER.writeValueAsBytes(body);
      return made.withBody(bytes, RequestScan.scan(bytes, bytes.length));
    } catch (IOException | MalformedRequest e) {
      return made;
    }
  }

  private static void put(Protocol protocol, ObjectNode body, String effort) {
    switch (protocol) {
      case ANTHROPIC -> body.withObjectProperty("output_config").put("effort", effort);
      case OPENAI_CHAT -> body.put("reasoning_effort", effort);
      case OPENAI_RESPONSES -> body.withObjectProperty("reasoning").put("effort", effort);
      case GEMINI ->
          body.withObjectProperty("generationConfig")
              .withObjectProperty("thinkingConfig")
              .put("thinkingLevel", effort);
    }
  }
}
