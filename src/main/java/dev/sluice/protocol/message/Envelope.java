package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a provider wants back in a later turn, in the form of a signature of thinking, so that
 * callers keep it: {@code sl1.PROTOCOL.CHANNEL.BASE64URL}. It says itself whom it concerns; anybody
 * else leaves it out.
 *
 * @param origin whose protocol the payload is of
 * @param channel that it came through; {@code -} when that is not known
 */
public record Envelope(Protocol origin, String channel, ObjectNode payload) {

  /** Of a channel that is not known. */
  public static final String ANYWHERE = "-";

  private static final String MARK = "sl1.";
  private static final int PARTS = 4;

  /** Whether the text is one of ours, whole or damaged. */
  public static boolean is(String signature) {
    return signature.startsWith(MARK);
  }

  /** Reads the text of an envelope; empty when it is none or damaged. */
  public static Optional<Envelope> read(String signature) {
    String[] parts = signature.split("\\.", -1);
    if (!is(signature) || parts.length != PARTS) {
      return Optional.empty();
    }
    return Protocol.of(parts[1])
        .flatMap(origin -> payload(parts[3]).map(json -> new Envelope(origin, parts[2], json)));
  }

  private static Optional<ObjectNode> payload(String base64) {
    try {
      String json = new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
      return Json.tree(json).filter(JsonNode::isObject).map(ObjectNode.class::cast);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a channel of this protocol can make use of it. */
  public boolean concerns(Protocol protocol, String channelId) {
    return origin == protocol && (channel.equals(channelId) || channel.equals(ANYWHERE));
  }

  /** As a signature. */
  public String text() {
    return MARK
        + origin.id()
        + "."
        + channel
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(payload));
  }
}
