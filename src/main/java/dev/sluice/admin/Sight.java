package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.Caller;
import dev.sluice.access.User;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.live.LiveRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may see of the books: an administrator all, the holder of a key what went on the
 * account of that key or, where the key is a person's, on that person's.
 *
 * @param key the id of the holder's key; empty: sees everything
 * @param user the id of the person whose key it is, or empty
 */
record Sight(String key, String user) {

  static final Sight EVERYTHING = new Sight("", "");

  /* Conversations are added up by key, and not by person. */
  private static final Set<String> BY_KEY_ALONE = Set.of("session", "agent");

  static Sight of(RoutingContext context) {
    return of(KeyCheck.caller(context));
  }

  static Sight of(Caller caller) {
    return switch (caller) {
      case Caller.Administrator _ -> EVERYTHING;
      case Caller.Holder holder when holder.administers() -> EVERYTHING;
      case Caller.Holder(var held, var owner) ->
          new Sight(held.id(), owner.map(User::id).orElse(""));
    };
  }

  boolean everything() {
    return key.isEmpty();
  }

  /** Whether a record may be shown. */
  boolean holds(CallerRecord of) {
    boolean own = of.kind().equals("key") && of.id().equals(key);
    return everything() || own || (!user.isEmpty() && of.user().equals(user));
  }

  /** Those of the running requests that may be shown. */
  List<LiveRequest> among(List<LiveRequest> running) {
    return everything()
        ? running
        : running.stream().filter(each -> holds(each.soFar().caller())).toList();
  }

  /**
   * The question, put for what may be seen alone; empty when it names somebody else.
   *
   * @param ofSessions whether it is about conversations
   */
  Optional<Map<String, String>> narrowed(Map<String, String> asked, boolean ofSessions) {
    if (everything()) {
      return Optional.of(asked);
    }
    boolean byKey = ofSessions || user.isEmpty() || aboutSessions(asked);
    String filter = byKey ? "key" : "user";
    String own = byKey ? key : user;
    String named = asked.getOrDefault(filter, "");
    if (!named.isEmpty() && !named.equals(own)) {
      return Optional.empty();
    }
    Map<String, String> narrowed = new HashMap<>(asked);
    narrowed.put(filter, own);
    return Optional.of(narrowed);
  }

  private static boolean aboutSessions(Map<String, String> asked) {
    return BY_KEY_ALONE.contains(asked.getOrDefault("by", ""))
        || BY_KEY_ALONE.stream().anyMatch(asked::containsKey);
  }

  /**
   * A record, or a page of them, without what concerns the operator alone: upstreams' keys, and
   * channels that never saw the request.
   */
  ObjectNode shown(ObjectNode view) {
    if (!everything()) {
      view.path("items").forEach(Sight::withhold);
      withhold(view);
    }
    return view;
  }

  private static void withhold(JsonNode record) {
    if (record instanceof ObjectNode members && members.has("attempts")) {
      members.putNull("key").putNull("passedOver");
      members.path("attempts").forEach(attempt -> ((ObjectNode) attempt).put("key", ""));
    }
  }

  /** Answers a question about somebody else. */
  static void refuse(RoutingContext context) {
    Problems.of(
        context,
        403,
        "",
        "This key may only look at what is its own or its owner's; leave key and user out, or use"
            + " the access key.");
  }
}
