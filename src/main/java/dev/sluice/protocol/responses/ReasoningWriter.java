package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.Envelope;
import java.util.Optional;

/** Gives an upstream back what it thought itself, and nothing that others thought. */
final class ReasoningWriter {

  static final String ID = "id";
  static final String ENCRYPTED = "encrypted_content";

  /** Of servers that give their thoughts as plain text and want them back so. */
  static final String PLAIN = "plain";

  private static final String OWN_IDS = "rs_";

  private final String channel;
  private final Losses losses;

  ReasoningWriter(String channel, Losses losses) {
    this.channel = channel;
    this.losses = losses;
  }

  Optional<ObjectNode> restored(String words, String signature) {
    Optional<ObjectNode> own = own(signature).map(payload -> item(payload, words));
    if (own.isEmpty()) {
      boolean foreign = signature.isEmpty() || Envelope.is(signature);
      losses.degraded(
          foreign ? Part.THINKING_FOREIGN : Part.THINKING_GENUINE,
          "is left out: only the model that thought it can read it");
    }
    return own;
  }

  Optional<ObjectNode> restored(String data) {
    Optional<ObjectNode> own = own(data).map(payload -> item(payload, ""));
    if (own.isEmpty()) {
      losses.degraded(Part.REDACTED_THINKING, "is left out: only the model itself can read it");
    }
    return own;
  }

  private Optional<ObjectNode> own(String signature) {
    return Envelope.read(signature)
        .filter(envelope -> envelope.concerns(Protocol.OPENAI_RESPONSES, channel))
        .map(Envelope::payload)
        .filter(payload -> payload.has(ENCRYPTED) || payload.path(PLAIN).asBoolean());
  }

  private static ObjectNode item(ObjectNode payload, String words) {
    var item = Json.object().put("type", "reasoning");
    String id = payload.path(ID).asText();
    String encrypted = payload.path(ENCRYPTED).asText();
    if (!id.isEmpty() && (id.startsWith(OWN_IDS) || encrypted.isEmpty())) {
      item.put(ID, id);
    }
    boolean plain = payload.path(PLAIN).asBoolean();
    var summary = item.putArray("summary");
    if (!words.isEmpty() && !plain) {
      summary.addObject().put("type", "summary_text").put("text", words);
    }
    if (plain) {
      item.putArray("content").addObject().put("type", "reasoning_text").put("text", words);
    }
    return encrypted.isEmpty() ? item : item.put(ENCRYPTED, encrypted);
  }
}
