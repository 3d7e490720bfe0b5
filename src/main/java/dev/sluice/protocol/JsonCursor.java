package dev.sluice.protocol;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A place in the bytes of a JSON text that only moves forward. It checks what it reads member by
 * member; of values that it skips it checks no more than that strings end and brackets match.
 */
final class JsonCursor {

  static final int MAX_DEPTH = 512;

  private static final String FIX = "send one complete JSON object";

  private final byte[] bytes;
  private final int end;
  private final long[] objects = new long[MAX_DEPTH / Long.SIZE + 1];
  private int at;
  private boolean escaped;

  JsonCursor(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** What to do with a member; the cursor stands at its value, which must be passed. */
  @FunctionalInterface
  interface Member {
    void value(String name) throws MalformedRequest;
  }

  int position() {
    return at;
  }

  /** The next byte that is no white space, without passing it; -1 at the end. */
  int peek() {
    while (at < end) {
      byte next = bytes[at];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next & 0xFF;
      }
      at++;
    }
    return -1;
  }

  /** Passes an object. A name longer than {@code longestName} bytes is given as empty. */
  void members(int longestName, Member member) throws MalformedRequest {
    pass('{', "'{'");
    if (peek() == '}') {
      at++;
      return;
    }
    do {
      if (peek() != '"') {
        throw unexpected("a member's name in quotes");
      }
      int start = at;
      string();
      String name = at - start - 2 > longestName ? "" : text(start, at, "");
      pass(':', "':'");
      member.value(name);
    } while (another());
  }

  private boolean another() throws MalformedRequest {
    int next = peek();
    if (next != ',' && next != '}') {
      throw unexpected("',' or '}'");
    }
    at++;
    return next == ',';
  }

  private void pass(char wanted, String name) throws MalformedRequest {
    if (peek() != wanted) {
      throw unexpected(name);
    }
    at++;
  }

  void skipValue() throws MalformedRequest {
    switch (peek()) {
      case '"' -> skipString();
      case '{', '[' -> nested();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("a value");
    }
  }

  private void nested() throws MalformedRequest {
    int behind = NestedValue.behind(bytes, at, end);
    if (behind >= 0) {
      at = behind;
    } else {
      nestedByBytes();
    }
  }

  /** Passes what is nested too deep, or finds out what is wrong and where. */
  private void nestedByBytes() throws MalformedRequest {
    int depth = 0;
    while (at < end) {
      switch (bytes[at]) {
        case '"' -> skipString();
        case '{', '[' -> open(depth++);
        case '}', ']' -> {
          close(--depth);
          if (depth == 0) {
            return;
          }
        }
        default -> at++;
      }
    }
    throw unexpected("']' or '}'");
  }

  private void open(int depth) throws MalformedRequest {
    if (depth + 1 >= MAX_DEPTH) {
      throw new MalformedRequest(
          "",
          "the body nests deeper than %d levels at byte %d; send a flatter one"
              .formatted(MAX_DEPTH, at));
    }
    long bit = 1L << depth;
    int word = depth / Long.SIZE;
    objects[word] = bytes[at] == '{' ? objects[word] | bit : objects[word] & ~bit;
    at++;
  }

  private void close(int depth) throws MalformedRequest {
    boolean object = (objects[depth / Long.SIZE] & 1L << depth) != 0;
    if (object != (bytes[at] == '}')) {
      throw unexpected(object ? "'}'" : "']'");
    }
    at++;
  }

  /** Passes a string and notes whether it holds an escape. */
  void string() throws MalformedRequest {
    int open = at;
    escaped = false;
    int next = ByteSearch.either(bytes, at + 1, end, '"', '\\');
    while (next < end && bytes[next] == '\\') {
      escaped = true;
      next = ByteSearch.either(bytes, next + 2, end, '"', '\\');
    }
    if (next >= end) {
      throw endless(open);
    }
    at = next + 1;
  }

  /*
   * Looks for quotes alone: texts are full of escapes that are none of a quote, and stopping at each
   * costs more than reading on. Each backslash is looked back at once at most.
   */
  private void skipString() throws MalformedRequest {
    int open = at;
    int next = ByteSearch.first(bytes, open + 1, end, '"');
    while (next < end && isEscaped(open, next)) {
      next = ByteSearch.first(bytes, next + 1, end, '"');
    }
    if (next >= end) {
      throw endless(open);
    }
    at = next + 1;
  }

  /** Whether an odd number of backslashes stands before it; those before an escape go in pairs. */
  private boolean isEscaped(int open, int quote) {
    int before = quote - 1;
    while (before > open && bytes[before] == '\\') {
      before--;
    }
    return (quote - before & 1) == 0;
  }

  private static MalformedRequest endless(int open) {
    return new MalformedRequest(
        "", "the body is no valid JSON: the string at byte %d never ends; %s".formatted(open, FIX));
  }

  private void literal(String word) throws MalformedRequest {
    int start = at;
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || bytes[at] != word.charAt(i)) {
        at = start;
        throw unexpected("a value");
      }
    }
  }

  private void number() throws MalformedRequest {
    if (bytes[at] == '-') {
      at++;
    }
    if (at < end && bytes[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && bytes[at] == '.') {
      at++;
      digits();
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits();
    }
  }

  private void digits() throws MalformedRequest {
    int start = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected("a digit");
    }
  }

  /** The text of the string that was passed last and stands, quotes included, between the two. */
  String text(int start, int stop, String pointer) throws MalformedRequest {
    if (!escaped) {
      return new String(bytes, start + 1, stop - start - 2, StandardCharsets.UTF_8);
    }
    try (JsonParser json = Json.parser(bytes, start, stop)) {
      json.nextToken();
      return json.getText();
    } catch (IOException e) {
      throw new MalformedRequest(
          pointer,
          "the body is no valid JSON: the string at byte %d holds a bad escape; %s"
              .formatted(start, FIX));
    }
  }

  /** Passes what is left, which may only be white space. */
  void finish() throws MalformedRequest {
    if (peek() >= 0) {
      throw unexpected("nothing after the object");
    }
  }

  MalformedRequest unexpected(String wanted) {
    int found = peek();
    String what =
        found < 0
            ? "the end"
            : found > ' ' && found < 0x7F
                ? "'" + (char) found + "'"
                : "byte 0x%02x".formatted(found);
    return new MalformedRequest(
        "",
        "the body is no valid JSON: expected %s at byte %d, found %s; %s"
            .formatted(wanted, at, what, FIX));
  }
}
