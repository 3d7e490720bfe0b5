package dev.sluice.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.cli.connect.JsonSpan.Group;
import dev.sluice.cli.connect.JsonSpan.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings in JSON, with comments and trailing commas where their writer used them. */
record JsonText(String text, Optional<JsonSpan> root) implements SettingsText {

  private static final ObjectMapper JSON = new ObjectMapper();

  static JsonText of(String text) throws InvalidText {
    Optional<JsonSpan> root = JsonScanner.scan(text);
    if (root.isPresent() && !(root.get() instanceof Group)) {
      throw new InvalidText(text, root.get().start(), "no object (expected: {...})");
    }
    return new JsonText(text, root);
  }

  /** What a value means; other values than strings are as they are written. */
  static String decoded(String raw) {
    if (!raw.startsWith("\"")) {
      return raw;
    }
    try {
      JsonNode node = JSON.readTree(raw);
      return node.textValue();
    } catch (JsonProcessingException e) {
      return raw;
    }
  }

  @Override
  public Optional<String> raw(List<String> path) {
    return member(path).map(member -> text.substring(member.value().start(), member.value().end()));
  }

  @Override
  public Optional<String> value(List<String> path) {
    return raw(path).map(JsonText::decoded);
  }

  @Override
  public String quoted(String value) {
    return TextNode.valueOf(value).toString();
  }

  @Override
  public JsonText set(List<String> path, String raw) throws InvalidText {
    if (root.isEmpty()) {
      String end = SettingsText.lineEnd(text);
      boolean within = !text.isEmpty() && !text.endsWith("\n") && !text.equals(BYTE_ORDER_MARK);
      return of(text + (within ? end : "") + "{}" + end).set(path, raw);
    }
    List<Group> holders = holders(path);
    if (holders.size() < path.size()) {
      return set(path.subList(0, holders.size()), "{}").set(path, raw);
    }
    Optional<Member> member = holders.getLast().last(path.getLast());
    if (member.isEmpty()) {
      return of(new JsonInsertion(text, holders).of(quoted(path.getLast()), raw));
    }
    JsonSpan value = member.get().value();
    return of(text.substring(0, value.start()) + raw + text.substring(value.end()));
  }

  /** The objects on the way to the member, as far as they are there. */
  private List<Group> holders(List<String> path) throws InvalidText {
    var holders = new ArrayList<Group>();
    Optional<JsonSpan> next = root;
    for (String name : path) {
      if (next.isEmpty()) {
        break;
      }
      if (!(next.get() instanceof Group group)) {
        String holder = path.get(holders.size() - 1);
        throw new InvalidText(text, next.get().start(), holder + " is no object (expected: {...})");
      }
      holders.add(group);
      next = group.last(name).map(Member::value);
    }
    return holders;
  }

  private Optional<Member> member(List<String> path) {
    Optional<Member> found = Optional.empty();
    Optional<JsonSpan> holder = root;
    for (String name : path) {
      found =
          holder.flatMap(span -> span instanceof Group group ? group.last(name) : Optional.empty());
      holder = found.map(Member::value);
    }
    return found;
  }

  /* Comments stay, whomever they spoke of. */
  @Override
  public JsonText remove(List<String> path) throws InvalidText {
    Optional<Member> found = member(path);
    if (found.isEmpty()) {
      return this;
    }
    Member member = found.get();
    Group holder = holders(path).getLast();
    int start = member.start();
    while (Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    int index = holder.members().indexOf(member);
    String before = text.substring(0, start);
    if (member.comma() < 0 && index > 0) {
      int comma = holder.members().get(index - 1).comma();
      before = text.substring(0, comma) + text.substring(comma + 1, start);
    }
    return of(before + text.substring(member.after())).remove(path);
  }

  @Override
  public JsonText prune(List<String> path) throws InvalidText {
    boolean empty =
        member(path)
            .filter(member -> member.value() instanceof Group group && group.members().isEmpty())
            .isPresent();
    return empty ? remove(path) : this;
  }
}
