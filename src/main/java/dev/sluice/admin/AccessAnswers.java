package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.AuditEntry;
import dev.sluice.access.Caller;
import dev.sluice.access.Expiry;
import dev.sluice.access.IssuedKey;
import dev.sluice.access.User;
import dev.sluice.config.UnresolvedSecret;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Answers what is asked about issued keys, people and the audit trail. Blocks. */
final class AccessAnswers {

  static final Set<Operation> ANSWERED =
      EnumSet.of(
          Operation.LIST_ISSUED_KEYS,
          Operation.ISSUE_KEY,
          Operation.SHOW_ISSUED_KEY,
          Operation.EDIT_ISSUED_KEY,
          Operation.REMOVE_ISSUED_KEY,
          Operation.ROTATE_ISSUED_KEY,
          Operation.REVEAL_ISSUED_KEY,
          Operation.LIST_USERS,
          Operation.ADD_USER,
          Operation.SHOW_USER,
          Operation.EDIT_USER,
          Operation.REMOVE_USER,
          Operation.ME,
          Operation.LIST_AUDIT);

  private static final String USUAL_ENTRIES = "100";

  private final AccessDesk desk;
  private final InstantSource clock;

  AccessAnswers(AccessDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  Reply answer(AdminCall call) throws IOException, CommandFailed, UnresolvedSecret {
    var commands = new AccessCommands(desk, clock, call.author());
    return switch (call.operation()) {
      case LIST_ISSUED_KEYS -> ok(Page.of(own(call, commands.keys()), call.query()));
      case ISSUE_KEY -> Reply.of(201, commands.issue(call.body())).secret();
      case SHOW_ISSUED_KEY -> ok(shown(call, commands));
      case EDIT_ISSUED_KEY -> ok(commands.edit(id(call), call.body()));
      case ROTATE_ISSUED_KEY -> ok(commands.rotate(id(call), grace(call))).secret();
      case REVEAL_ISSUED_KEY -> ok(revealed(commands, id(call))).secret();
      case LIST_USERS -> ok(Page.of(commands.users(), call.query()));
      case ADD_USER -> Reply.of(201, commands.addUser(call.body()));
      case SHOW_USER -> ok(commands.user(id(call)));
      case EDIT_USER -> ok(commands.editUser(id(call), call.body()));
      case REMOVE_ISSUED_KEY -> {
        commands.remove(id(call));
        yield Reply.empty();
      }
      case REMOVE_USER -> {
        commands.removeUser(id(call));
        yield Reply.empty();
      }
      case ME -> ok(me(call.caller()));
      case LIST_AUDIT -> ok(trail(call));
      default -> throw new IllegalStateException(call.operation() + " is answered elsewhere");
    };
  }

  private static Reply ok(ObjectNode body) {
    return Reply.of(200, body);
  }

  private static String id(AdminCall call) {
    return call.parameter("id");
  }

  private static Duration grace(AdminCall call) {
    return Expiry.span(call.body().path("grace").asText()).orElse(AccessCommands.GRACE);
  }

  private static ObjectNode revealed(AccessCommands commands, String id)
      throws IOException, CommandFailed, UnresolvedSecret {
    return JsonNodeFactory.instance.objectNode().put("key", commands.reveal(id).reveal());
  }

  /* The holder of a key sees that key and those of the same person, and learns of no other. */
  private static List<ObjectNode> own(AdminCall call, List<ObjectNode> keys) {
    return keys.stream().filter(key -> owns(call.caller(), key)).toList();
  }

  private static ObjectNode shown(AdminCall call, AccessCommands commands)
      throws IOException, CommandFailed {
    if (call.caller().administers()) {
      return commands.key(id(call));
    }
    List<ObjectNode> own = own(call, commands.keys());
    boolean visible =
        own.stream()
            .anyMatch(key ->
                key.path("id").asText().equals(id(call))
                    || key.path("name").asText().equals(id(call)));
    if (!visible) {
      throw new CommandFailed(
          CommandFailed.Reason.NOT_FOUND, "no key \"" + RequestCheck.cut(id(call)) + "\" of yours");
    }
    return commands.key(id(call));
  }

  private static boolean owns(Caller caller, ObjectNode key) {
    return switch (caller) {
      case Caller.Administrator _ -> true;
      case Caller.Holder(var held, var owner) ->
          caller.administers()
              || key.path("id").asText().equals(held.id())
              || owner.filter(user -> user.id().equals(key.path("user").asText())).isPresent();
    };
  }

  private ObjectNode me(Caller caller) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", caller instanceof Caller.Holder ? "key" : "access-key");
    json.putNull("key");
    json.putNull("user");
    if (caller instanceof Caller.Holder(IssuedKey key, var owner)) {
      var view = new AccessView(desk.budgets(), clock);
      var directory = desk.registry().directory();
      json.set("key", view.of(key, directory));
      owner.map((User user) -> view.of(user, directory)).ifPresent(user -> json.set("user", user));
    }
    return json;
  }

  private ObjectNode trail(AdminCall call) throws IOException {
    int limit = Integer.parseInt(call.query().getOrDefault("limit", USUAL_ENTRIES));
    String cursor = call.query().getOrDefault("cursor", "");
    long before = cursor.matches("[0-9]{1,18}") ? Long.parseLong(cursor) : Long.MAX_VALUE;
    List<AuditEntry> found = desk.registry().trail(before, limit + 1);
    List<AuditEntry> page = found.subList(0, Math.min(limit, found.size()));
    ObjectNode json = Page.of(page.stream().map(AccessView::of).toList());
    if (found.size() > limit) {
      json.put("next", Long.toString(page.getLast().number()));
    }
    /* The newest page alone: the whole trail is read for it. */
    return cursor.isEmpty() ? json.set("chain", AccessView.of(desk.registry().check())) : json;
  }
}
