package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Document;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What differs between two documents, secrets masked: a secret that changed shows as changed, also
 * where both look the same masked.
 */
public final class ConfigDiff {

  private final ObjectNode before;
  private final ObjectNode after;

  /** Takes copies of its own, with keys in the open. */
  ConfigDiff(ObjectNode before, ObjectNode after) {
    this.before = Masked.marked(before);
    this.after = Masked.marked(after);
  }

  /** For people: lines that begin with a blank, {@code -} or {@code +}; empty: no difference. */
  public List<String> lines() {
    return LineDiff.of(text(before), text(after));
  }

  /** Both as one answer. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    items().forEach(json.putArray("items")::add);
    lines().forEach(json.putArray("lines")::add);
    return json;
  }

  private static List<String> text(ObjectNode document) {
    return new String(Document.print(document), StandardCharsets.UTF_8).lines().toList();
  }

  /** For programs: {@code {"pointer","old","new"}} for each value, one of both absent at times. */
  public List<ObjectNode> items() {
    var items = new ArrayList<ObjectNode>();
    compare(before, after, "", items);
    return items;
  }

  private static void compare(JsonNode old, JsonNode now, String pointer, List<ObjectNode> to) {
    if (old.equals(now)) {
      return;
    }
    if (old instanceof ObjectNode left && now instanceof ObjectNode right) {
      var names = new LinkedHashSet<String>();
      left.fieldNames().forEachRemaining(names::add);
      right.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String below = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
        compare(left.path(name), right.path(name), below, to);
      }
    } else if (old instanceof ArrayNode left && now instanceof ArrayNode right) {
      for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
        compare(left.path(i), right.path(i), pointer + "/" + i, to);
      }
    } else {
      ObjectNode item = JsonNodeFactory.instance.objectNode().put("pointer", pointer);
      put(item, "old", old);
      put(item, "new", now);
      to.add(item);
    }
  }

  private static void put(ObjectNode item, String name, JsonNode value) {
    if (!value.isMissingNode()) {
      item.set(name, value);
    }
  }
}
