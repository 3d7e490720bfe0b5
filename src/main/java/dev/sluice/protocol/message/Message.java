package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A whole answer. */
public record Message(
    String id,
    String model,
    List<ContentBlock> content,
    StopReason stopReason,
    Optional<String> stopSequence,
    Optional<JsonNode> stopDetails,
    Spent usage) {

  public Message {
    content = List.copyOf(content);
  }
}
