package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.AuditCheck;
import dev.sluice.access.AuditEntry;
import dev.sluice.access.Budgets;
import dev.sluice.access.Directory;
import dev.sluice.access.IssuedKey;
import dev.sluice.access.Registry;
import dev.sluice.access.TermsJson;
import dev.sluice.access.User;
import dev.sluice.limit.Standing;
import dev.sluice.limit.Window;
import java.time.Instant;
import java.time.InstantSource;

/** Issued keys and people as answers show them: never with a key's text or digest. */
record AccessView(Budgets budgets, InstantSource clock) {

  ObjectNode of(IssuedKey key, Directory directory) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", key.id());
    json.setAll(TermsJson.of(key.terms()));
    json.put("prefix", key.prefix());
    json.put("userName", directory.owner(key).map(user -> user.profile().name()).orElse(null));
    json.put("createdAt", key.created().toString());
    json.put(
        "formerUntil",
        key.credential().former().map(former -> former.until().toString()).orElse(null));
    return json.set("usage", usage(budgets.of(key, clock.instant())));
  }

  /** A key that is handed out now, its text behind its name. */
  ObjectNode of(Registry.Handed handed, Directory directory) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", handed.key().id());
    json.put("name", handed.key().terms().name());
    json.put("key", handed.secret().reveal());
    return json.setAll(of(handed.key(), directory));
  }

  ObjectNode of(User user, Directory directory) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", user.id());
    json.setAll(TermsJson.of(user.profile()));
    var keys = json.putArray("keys");
    directory.keys().stream()
        .filter(key -> key.terms().user().filter(user.id()::equals).isPresent())
        .forEach(key -> keys.add(key.id()));
    json.put("createdAt", user.created().toString());
    return json.set("usage", usage(budgets.of(user, clock.instant())));
  }

  private static ObjectNode usage(Standing standing) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode spent = json.putObject("spent");
    ObjectNode left = json.putObject("left");
    ObjectNode resets = json.putObject("resets");
    for (Window window : Window.values()) {
      Standing.Spent each = standing.in(window);
      spent.put(window.id(), each.money().toString());
      each.left().ifPresent(money -> left.put(window.id(), money.toString()));
      each.resets().map(Instant::toString).ifPresent(at -> resets.put(window.id(), at));
    }
    json.put("reserved", standing.reserved().toString());
    json.put("requestsLastMinute", standing.requestsLastMinute());
    json.put("tokensLastMinute", standing.tokensLastMinute());
    json.put("running", standing.running());
    return json.put("sessions", standing.sessions());
  }

  static ObjectNode of(AuditCheck check) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("entries", check.entries())
        .put("intact", check.brokenAt().isEmpty())
        .put("brokenAt", check.brokenAt().orElse(null));
  }

  static ObjectNode of(AuditEntry entry) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("number", entry.number())
        .put("time", entry.note().time().toString())
        .put("author", entry.note().author())
        .put("action", entry.note().action())
        .put("target", entry.note().target())
        .put("detail", entry.note().detail())
        .put("previous", entry.previous())
        .put("hash", entry.hash())
        .put("intact", entry.intact());
  }
}
