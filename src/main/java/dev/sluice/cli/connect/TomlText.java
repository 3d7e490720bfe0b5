package dev.sluice.cli.connect;

import static java.util.stream.Collectors.joining;

import dev.sluice.cli.connect.TomlPart.Header;
import dev.sluice.cli.connect.TomlPart.Pair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings in TOML. */
record TomlText(String text, List<TomlPart> parts) implements SettingsText {

  static TomlText of(String text) throws InvalidText {
    return new TomlText(text, TomlScanner.scan(text));
  }

  /** What a string means; other values are as they are written. */
  static String decoded(String raw) {
    if (raw.length() > 1 && raw.startsWith("'") && !raw.startsWith("'''")) {
      return raw.substring(1, raw.length() - 1);
    }
    return raw.startsWith("\"\"\"") ? raw : JsonText.decoded(raw);
  }

  @Override
  public Optional<String> raw(List<String> path) {
    return pair(path).map(pair -> text.substring(pair.valueStart(), pair.valueEnd()));
  }

  @Override
  public Optional<String> value(List<String> path) {
    return raw(path).map(TomlText::decoded);
  }

  @Override
  public String quoted(String value) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 127) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public TomlText set(List<String> path, String raw) throws InvalidText {
    Optional<Pair> there = pair(path);
    if (there.isPresent()) {
      Pair pair = there.get();
      return of(text.substring(0, pair.valueStart()) + raw + text.substring(pair.valueEnd()));
    }
    refuseOtherShapes(path);
    Optional<Pair> sibling = pairs().filter(pair -> siblings(pair, path)).reduce((_, last) -> last);
    if (sibling.isPresent()) {
      return of(behind(sibling.get(), path, raw));
    }
    List<String> table = path.subList(0, path.size() - 1);
    Optional<Header> header = header(table);
    String pair = name(path.getLast()) + " = " + raw;
    if (header.isPresent()) {
      int end = header.get().end();
      return of(text.substring(0, end) + lineEnd() + pair + text.substring(end));
    }
    return of(table.isEmpty() ? first(pair) : appended(table, pair));
  }

  /* A table can be written in other ways, to which a header must not be added. */
  private void refuseOtherShapes(List<String> path) throws InvalidText {
    for (TomlPart part : parts) {
      int length =
          switch (part) {
            case Pair pair when !pair.inArray() && begins(path, pair.path()) -> pair.path().size();
            case Header header when header.ofArray() && begins(path, header.path()) ->
                header.path().size();
            case Pair _, Header _ -> 0;
          };
      if (length > 0) {
        String name = String.join(".", path.subList(0, length));
        String wanted = String.join(".", path.subList(0, path.size() - 1));
        throw new InvalidText(
            text, part.start(), name + " cannot be added to (expected: [" + wanted + "])");
      }
    }
  }

  private static boolean begins(List<String> path, List<String> start) {
    return start.size() < path.size() && path.subList(0, start.size()).equals(start);
  }

  private static boolean siblings(Pair pair, List<String> path) {
    return !pair.inArray()
        && pair.path().size() == path.size()
        && begins(pair.path(), path.subList(0, path.size() - 1));
  }

  private String behind(Pair sibling, List<String> path, String raw) {
    String equals = text.substring(sibling.keyEnd(), sibling.valueStart());
    String key =
        path.subList(sibling.table(), path.size()).stream()
            .map(TomlText::name)
            .collect(joining("."));
    return text.substring(0, sibling.end())
        + lineEnd()
        + SettingsText.indent(text, sibling.start())
        + key
        + (equals.equals("=") ? "=" : " = ")
        + raw
        + text.substring(sibling.end());
  }

  /** Before everything: what follows a header is the table's. */
  private String first(String pair) {
    int start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    String rest = text.substring(start);
    String gap = rest.isBlank() || rest.startsWith("\n") || rest.startsWith("\r") ? "" : lineEnd();
    return text.substring(0, start) + pair + lineEnd() + gap + rest;
  }

  private String appended(List<String> table, String pair) {
    var appended = new StringBuilder(text);
    String end = lineEnd();
    boolean empty = text.isEmpty() || text.equals(BYTE_ORDER_MARK);
    if (!empty && !text.endsWith("\n")) {
      appended.append(end);
    }
    if (!text.isBlank() && !text.endsWith(end + end)) {
      appended.append(end);
    }
    String header = table.stream().map(TomlText::name).collect(joining(".", "[", "]"));
    return appended.append(header).append(end).append(pair).append(end).toString();
  }

  @Override
  public TomlText remove(List<String> path) throws InvalidText {
    Optional<Pair> found = pair(path);
    return found.isEmpty() ? this : without(found.get()).remove(path);
  }

  @Override
  public TomlText prune(List<String> path) throws InvalidText {
    Optional<Header> header = header(path);
    boolean used = pairs().anyMatch(pair -> begins(pair.path(), path));
    return header.isEmpty() || used ? this : without(header.get());
  }

  /* The blank line before a table goes with it. */
  private TomlText without(TomlPart part) throws InvalidText {
    int start = SettingsText.lineStart(text, part.start());
    String end = lineEnd();
    String after = text.substring(part.end());
    String rest = after.startsWith("\r\n") ? after.substring(2) : after.replaceFirst("^\n", "");
    String before = text.substring(0, start);
    boolean gap = part instanceof Header && before.endsWith(end + end);
    return of((gap ? before.substring(0, start - end.length()) : before) + rest);
  }

  private Stream<Pair> pairs() {
    return parts.stream().filter(Pair.class::isInstance).map(Pair.class::cast);
  }

  private Optional<Pair> pair(List<String> path) {
    return pairs().filter(pair -> !pair.inArray() && pair.path().equals(path)).findFirst();
  }

  private Optional<Header> header(List<String> path) {
    return parts.stream()
        .filter(Header.class::isInstance)
        .map(Header.class::cast)
        .filter(header -> !header.ofArray() && header.path().equals(path))
        .findFirst();
  }

  private String lineEnd() {
    return SettingsText.lineEnd(text);
  }

  private static String name(String name) {
    return name.matches("[A-Za-z0-9_-]+") ? name : "\"" + name + "\"";
  }
}
