package dev.sluice.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Writes JSON as odd as the grammar allows: any spacing, order, escape, number and nesting. */
final class JsonText {

  private static final String[] NAMES = {
    "messages",
    "model",
    "stream",
    "metadata",
    "user_id",
    "a",
    "",
    "mod\\\\el",
    "tools",
    "\\\"model\\\""
  };
  private static final String[] NUMBERS = {"0", "-1", "17", "3.25", "-0.5e+3", "1E9", "12e-2"};
  private static final String[] PIECES = {
    "a",
    " ",
    "claude",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u0041",
    "\\ud83d\\ude42",
    "ж",
    "漢",
    "🙂",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "'",
    "\\t",
    "0123456789abcdef"
  };

  private final Random chance;

  JsonText(Random chance) {
    this.chance = chance;
  }

  /** A request with any of the members that matter, each at most once, among others. */
  String request() {
    var members = new ArrayList<String>();
    maybe(members, "model", string());
    maybe(members, "stream", pick("true", "false", "null", "1", "\"true\""));
    maybe(members, "metadata", pick(metadata(), "null", "[]", string()));
    maybe(members, "prompt_cache_key", pick(string(), "null", "7"));
    maybe(members, "max_tokens", pick("4096", "null", "1e3", "-5", "\"8\"", "12.75"));
    maybe(members, "max_output_tokens", pick("1", "99999999999"));
    for (int i = chance.nextInt(5); i > 0; i--) {
      members.add(member("x" + i, value(4)));
    }
    Collections.shuffle(members, chance);
    return space() + braced(members) + space();
  }

  private void maybe(List<String> members, String name, String value) {
    if (chance.nextInt(4) != 0) {
      members.add(member(name, value));
    }
  }

  private String metadata() {
    var members = new ArrayList<String>();
    maybe(members, "user_id", pick(string(), "5", "{\"user_id\":\"inner\"}"));
    maybe(members, "other", value(2));
    Collections.shuffle(members, chance);
    return braced(members);
  }

  private String value(int depth) {
    return switch (chance.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> string();
      case 1 -> pick(NUMBERS);
      case 2 -> pick("true", "false", "null");
      case 3 -> array(depth - 1);
      default -> object(depth - 1);
    };
  }

  private String object(int depth) {
    var members = new ArrayList<String>();
    for (int i = chance.nextInt(4); i > 0; i--) {
      members.add(space() + "\"" + pick(NAMES) + "\"" + space() + ":" + space() + value(depth));
    }
    return braced(members);
  }

  private String array(int depth) {
    var items = new ArrayList<String>();
    for (int i = chance.nextInt(4); i > 0; i--) {
      items.add(space() + value(depth) + space());
    }
    return "[" + String.join(",", items) + space() + "]";
  }

  private String member(String name, String value) {
    return space() + "\"" + spelt(name) + "\"" + space() + ":" + space() + value + space();
  }

  private String braced(List<String> members) {
    return "{" + String.join(",", members) + space() + "}";
  }

  /** The name, now and then with letters written as escapes. */
  private String spelt(String name) {
    if (chance.nextInt(3) != 0) {
      return name;
    }
    var spelt = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      spelt.append(chance.nextBoolean() ? letter : "\\u%04x".formatted((int) letter));
    }
    return spelt.toString();
  }

  String string() {
    var text = new StringBuilder("\"");
    for (int i = chance.nextInt(12); i > 0; i--) {
      text.append(pick(PIECES));
    }
    return text.append('"').toString();
  }

  private String space() {
    return chance.nextInt(3) == 0 ? pick(" ", "\n", "\t", "\r\n", "            ") : "";
  }

  private String pick(String... from) {
    return from[chance.nextInt(from.length)];
  }
}
