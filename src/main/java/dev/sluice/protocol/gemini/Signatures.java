package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.Envelope;

/**
 * Signatures of one stretch of an answer, as they lie in the envelope of the thinking before it:
 * {@code {"thought": of the thinking itself, "text": of the text that follows, "calls": {id: of
 * that call}, "parts": [parts of the provider's own tools]}}.
 */
final class Signatures {

  private static final String CALLS = "calls";

  private final ObjectNode payload;

  Signatures() {
    this(Json.object());
  }

  Signatures(ObjectNode payload) {
    this.payload = payload;
  }

  String thought() {
    return payload.path("thought").asText("");
  }

  String text() {
    return payload.path("text").asText("");
  }

  JsonNode calls() {
    return payload.path(CALLS);
  }

  JsonNode parts() {
    return payload.path("parts");
  }

  void ofThought(String signature) {
    payload.put("thought", signature);
  }

  void ofText(String signature) {
    payload.put("text", signature);
  }

  void ofCall(String id, String signature) {
    payload.withObjectProperty(CALLS).put(id, signature);
  }

  void part(ObjectNode part) {
    payload.withArrayProperty("parts").add(part);
  }

  /** As a signature of thinking. */
  String envelope(String channel) {
    return new Envelope(Protocol.GEMINI, channel, payload).text();
  }
}
