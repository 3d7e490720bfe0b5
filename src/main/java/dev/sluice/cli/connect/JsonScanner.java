package dev.sluice.cli.connect;

import dev.sluice.cli.connect.JsonSpan.Group;
import dev.sluice.cli.connect.JsonSpan.Member;
import dev.sluice.cli.connect.JsonSpan.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the members of a JSON text that may have comments and trailing commas. */
final class JsonScanner {

  private static final int DEEPEST = 200;
  private static final Pattern WORD =
      Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
  private static final String ESCAPED = "\"\\/bfnrt";

  private final String text;
  private int at;

  private JsonScanner(String text) {
    this.text = text;
    at = text.startsWith(SettingsText.BYTE_ORDER_MARK) ? 1 : 0;
  }

  /** The document's value; empty when there are only blanks and comments. */
  static Optional<JsonSpan> scan(String text) throws InvalidText {
    var scanner = new JsonScanner(text);
    scanner.skip();
    if (scanner.at == text.length()) {
      return Optional.empty();
    }
    JsonSpan root = scanner.value(0);
    scanner.skip();
    if (scanner.at < text.length()) {
      throw scanner.invalid("more after the end of the document");
    }
    return Optional.of(root);
  }

  /** Where the blanks and comments from there on end. */
  static int skip(String text, int from) throws InvalidText {
    var scanner = new JsonScanner(text);
    scanner.at = from;
    scanner.skip();
    return scanner.at;
  }

  private JsonSpan value(int depth) throws InvalidText {
    if (depth > DEEPEST) {
      throw invalid("nested too deep");
    }
    int start = at;
    switch (next()) {
      case '{' -> {
        return group(depth);
      }
      case '[' -> array(depth);
      case '"' -> string();
      default -> word();
    }
    return new Plain(start, at);
  }

  private Group group(int depth) throws InvalidText {
    int start = at++;
    var members = new ArrayList<Member>();
    skip();
    while (next() != '}') {
      members.add(member(depth));
      skip();
    }
    at++;
    return new Group(start, at, List.copyOf(members));
  }

  private Member member(int depth) throws InvalidText {
    int start = at;
    if (next() != '"') {
      throw invalid("no member (expected: \"NAME\": VALUE or })");
    }
    string();
    String name = text.substring(start, at);
    int nameEnd = at;
    skip();
    if (next() != ':') {
      throw invalid("no colon after a name");
    }
    at++;
    skip();
    JsonSpan value = value(depth + 1);
    return new Member(JsonText.decoded(name), start, nameEnd, value, comma('}'));
  }

  private void array(int depth) throws InvalidText {
    at++;
    skip();
    while (next() != ']') {
      value(depth + 1);
      comma(']');
      skip();
    }
    at++;
  }

  /* Stays behind the value when there is no comma, so that a comment there is nobody's yet. */
  private int comma(char end) throws InvalidText {
    skip();
    if (next() == ',') {
      return at++;
    }
    if (next() != end) {
      throw invalid("no comma (expected: , or " + end + ")");
    }
    return -1;
  }

  private char next() throws InvalidText {
    if (at == text.length()) {
      throw invalid("the document ends too early");
    }
    return text.charAt(at);
  }

  private void string() throws InvalidText {
    at++;
    while (next() != '"') {
      if (next() < ' ') {
        throw invalid("a string that is not closed on its line");
      }
      at += next() == '\\' ? escape() : 1;
    }
    at++;
  }

  private int escape() throws InvalidText {
    String rest = text.substring(at + 1, Math.min(at + 6, text.length()));
    if (rest.matches("u[0-9a-fA-F]{4}")) {
      return 6;
    }
    if (rest.isEmpty() || ESCAPED.indexOf(rest.charAt(0)) < 0) {
      throw invalid("an unknown escape in a string");
    }
    return 2;
  }

  private void word() throws InvalidText {
    Matcher matcher = WORD.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw invalid("no JSON value");
    }
    at = matcher.end();
  }

  private void skip() throws InvalidText {
    while (at < text.length()) {
      if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      } else if (text.startsWith("//", at)) {
        at = SettingsText.lineStop(text, at);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw invalid("a comment that is not closed");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private InvalidText invalid(String what) {
    return new InvalidText(text, at, what);
  }
}
