package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Puts what a {@code $ref} names in its place. What names itself becomes an object that says so;
 * what would grow beyond all bounds, too.
 */
final class SchemaReferences {

  private static final int MOST = 2_000;

  private final JsonNode root;
  private final Deque<String> open = new ArrayDeque<>();
  private int replaced;

  SchemaReferences(JsonNode root) {
    this.root = root;
  }

  /** What the reference names; empty when it names nothing here. */
  private Optional<ObjectNode> named(String reference) {
    if (!reference.startsWith("#")) {
      return Optional.empty();
    }
    try {
      JsonNode found = root.at(JsonPointer.compile(reference.substring(1)));
      return found instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Enters a reference; {@link #leave} must follow when something came back. */
  Optional<ObjectNode> enter(String reference) {
    if (open.contains(reference) || ++replaced > MOST) {
      return Optional.empty();
    }
    Optional<ObjectNode> found = named(reference);
    if (found.isPresent()) {
      open.push(reference);
    }
    return found;
  }

  void leave() {
    open.pop();
  }

  static ObjectNode unresolved(String reference) {
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    return Json.object().put("type", "object").put("description", "See " + name + ".");
  }
}
