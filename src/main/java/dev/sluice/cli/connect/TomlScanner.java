package dev.sluice.cli.connect;

import dev.sluice.cli.connect.TomlPart.Header;
import dev.sluice.cli.connect.TomlPart.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tables and pairs of a TOML text. */
final class TomlScanner {

  private static final int DEEPEST = 200;
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern WORD =
      Pattern.compile(
          "true|false|[+-]?(?:inf|nan)|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9:.+Zz-]+)?"
              + "|[+-]?[0-9][0-9A-Fa-f_xob.:+-]*");

  private final String text;
  private final List<TomlPart> parts = new ArrayList<>();
  private List<String> table = List.of();
  private boolean inArray;
  private int at;

  private TomlScanner(String text) {
    this.text = text;
    at = text.startsWith(SettingsText.BYTE_ORDER_MARK) ? 1 : 0;
  }

  static List<TomlPart> scan(String text) throws InvalidText {
    var scanner = new TomlScanner(text);
    scanner.skipLines();
    while (scanner.at < text.length()) {
      scanner.part();
      scanner.skipLines();
    }
    return List.copyOf(scanner.parts);
  }

  private void part() throws InvalidText {
    if (next() == '[') {
      header();
    } else {
      pair();
    }
  }

  private void header() throws InvalidText {
    int start = at;
    boolean ofArray = text.startsWith("[[", at);
    at += ofArray ? 2 : 1;
    List<String> path = key();
    String close = ofArray ? "]]" : "]";
    if (!text.startsWith(close, at)) {
      throw invalid("a table's name that is not closed (expected: " + close + ")");
    }
    at += close.length();
    endLine();
    parts.add(new Header(path, ofArray, start, at));
    inArray = ofArray || inside(path);
    table = path;
  }

  private boolean inside(List<String> path) {
    return parts.stream()
        .anyMatch(part ->
            part instanceof Header header
                && header.ofArray()
                && header.path().size() < path.size()
                && header.path().equals(path.subList(0, header.path().size())));
  }

  private void pair() throws InvalidText {
    int start = at;
    var path = new ArrayList<>(table);
    path.addAll(key());
    int keyEnd = at;
    while (text.charAt(keyEnd - 1) == ' ' || text.charAt(keyEnd - 1) == '\t') {
      keyEnd--;
    }
    if (at == text.length() || next() != '=') {
      throw invalid("no equals sign after a key (expected: KEY = VALUE)");
    }
    at++;
    blanks();
    int valueStart = at;
    value(0);
    int valueEnd = at;
    endLine();
    parts.add(
        new Pair(
            List.copyOf(path), table.size(), inArray, start, keyEnd, valueStart, valueEnd, at));
  }

  private List<String> key() throws InvalidText {
    var names = new ArrayList<String>();
    do {
      at += names.isEmpty() ? 0 : 1;
      blanks();
      names.add(name());
      blanks();
    } while (at < text.length() && text.charAt(at) == '.');
    return List.copyOf(names);
  }

  private String name() throws InvalidText {
    int start = at;
    if (at < text.length() && (next() == '"' || next() == '\'')) {
      line(next());
      return TomlText.decoded(text.substring(start, at));
    }
    take(BARE, "no key");
    return text.substring(start, at);
  }

  private void value(int depth) throws InvalidText {
    if (depth > DEEPEST) {
      throw invalid("nested too deep");
    }
    char first = next();
    if (text.startsWith("\"\"\"", at) || text.startsWith("'''", at)) {
      lines(text.substring(at, at + 3));
    } else if (first == '"' || first == '\'') {
      line(first);
    } else if (first == '[') {
      list(depth);
    } else if (first == '{') {
      inlineTable(depth);
    } else {
      take(WORD, "no TOML value (a string needs quotes)");
    }
  }

  private void line(char quote) throws InvalidText {
    at++;
    while (next() != quote) {
      if (next() == '\n') {
        throw invalid("a string that is not closed on its line");
      }
      at += quote == '"' && next() == '\\' ? 2 : 1;
    }
    at++;
  }

  /* Up to two quotes may stand right before the three that close. */
  private void lines(String quotes) throws InvalidText {
    at += 3;
    while (!text.startsWith(quotes, at)) {
      at += next() == '\\' && quotes.startsWith("\"") ? 2 : 1;
    }
    at += 3;
    while (at < text.length() && text.charAt(at) == quotes.charAt(0)) {
      at++;
    }
  }

  private void list(int depth) throws InvalidText {
    at++;
    skipLines();
    while (next() != ']') {
      value(depth + 1);
      separator(']');
    }
    at++;
  }

  private void inlineTable(int depth) throws InvalidText {
    at++;
    skipLines();
    while (next() != '}') {
      key();
      if (next() != '=') {
        throw invalid("no equals sign after a key (expected: KEY = VALUE)");
      }
      at++;
      blanks();
      value(depth + 1);
      separator('}');
    }
    at++;
  }

  private void separator(char end) throws InvalidText {
    skipLines();
    if (next() == ',') {
      at++;
      skipLines();
    } else if (next() != end) {
      throw invalid("no comma (expected: , or " + end + ")");
    }
  }

  private char next() throws InvalidText {
    if (at >= text.length()) {
      at = text.length();
      throw invalid("the document ends too early");
    }
    return text.charAt(at);
  }

  private void take(Pattern pattern, String otherwise) throws InvalidText {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw invalid(otherwise);
    }
    at = matcher.end();
    while (text.charAt(at - 1) == ' ') {
      at--;
    }
  }

  private void blanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private void endLine() throws InvalidText {
    blanks();
    int stop = SettingsText.lineStop(text, at);
    if (at < stop && text.charAt(at) != '#') {
      throw invalid("more than one value on a line");
    }
    at = stop;
  }

  private void skipLines() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = SettingsText.lineStop(text, at);
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        at++;
      } else {
        return;
      }
    }
  }

  private InvalidText invalid(String what) {
    return new InvalidText(text, Math.min(at, text.length()), what);
  }
}
