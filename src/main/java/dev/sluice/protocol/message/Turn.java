package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One turn of a conversation.
 *
 * @param rest members that the model has no name for
 */
public record Turn(Role role, List<ContentBlock> content, Map<String, JsonNode> rest) {

  /** Whose turn it is. */
  public enum Role {
    USER,
    ASSISTANT,
    /** An instruction in the middle of the conversation. */
    SYSTEM
  }

  public Turn {
    content = List.copyOf(content);
    rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
  }

  public static Turn of(Role role, ContentBlock... content) {
    return new Turn(role, List.of(content), Map.of());
  }

  public static Turn of(Role role, List<ContentBlock> content) {
    return new Turn(role, content, Map.of());
  }

  Turn plus(ContentBlock block) {
    return new Turn(role, Stream.concat(content.stream(), Stream.of(block)).toList(), rest);
  }
}
