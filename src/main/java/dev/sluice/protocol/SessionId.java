package dev.sluice.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The conversation that a request belongs to, as its client names it. */
public final class SessionId {

  private static final String MARK = "_session_";

  private SessionId() {}

  /**
   * Coding clients put it into {@code metadata.user_id}, after a mark or as a member of JSON in a
   * string; others have one cache key for each conversation.
   */
  public static Optional<String> of(RequestFacts facts) {
    return ofUser(facts.userId())
        .or(() -> Optional.of(facts.promptCacheKey()))
        .filter(id -> !id.isBlank());
  }

  /** The conversation that a {@code metadata.user_id} names. */
  public static Optional<String> ofUser(String userId) {
    if (userId.startsWith("{")) {
      return Json.tree(userId)
          .map(user -> user.path("session_id"))
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .filter(id -> !id.isBlank());
    }
    int mark = userId.lastIndexOf(MARK);
    return Optional.of(mark < 0 ? "" : userId.substring(mark + MARK.length()))
        .filter(id -> !id.isBlank());
  }
}
