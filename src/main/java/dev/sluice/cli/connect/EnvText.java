package dev.sluice.cli.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings as {@code NAME=VALUE} lines; other lines are nobody's business. */
record EnvText(String text, List<Line> lines) implements SettingsText {

  private static final Pattern NAME =
      Pattern.compile("\uFEFF?[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*");
  private static final Pattern COMMENT = Pattern.compile("[ \t]+#.*|[ \t\r]+$");

  /** Where a variable is set. */
  record Line(String name, int start, int valueStart, int valueEnd) {}

  static EnvText of(String text) {
    var lines = new ArrayList<Line>();
    int at = 0;
    while (at < text.length()) {
      Matcher matcher = NAME.matcher(text).region(at, text.length());
      int from = at;
      if (matcher.lookingAt()) {
        int end = valueEnd(text, matcher.end());
        lines.add(new Line(matcher.group(1), at, matcher.end(), end));
        from = end;
      }
      int stop = text.indexOf('\n', from);
      at = stop < 0 ? text.length() : stop + 1;
    }
    return new EnvText(text, List.copyOf(lines));
  }

  /* A value in quotes may go over several lines. */
  private static int valueEnd(String text, int start) {
    if (start < text.length() && "'\"`".indexOf(text.charAt(start)) >= 0) {
      int close = text.indexOf(text.charAt(start), start + 1);
      while (close > 0 && text.charAt(close) == '"' && text.charAt(close - 1) == '\\') {
        close = text.indexOf('"', close + 1);
      }
      if (close > 0) {
        return close + 1;
      }
    }
    int stop = SettingsText.lineStop(text, start);
    return start + COMMENT.matcher(text.substring(start, stop)).replaceFirst("").length();
  }

  @Override
  public Optional<String> raw(List<String> path) {
    return line(path).map(line -> text.substring(line.valueStart(), line.valueEnd()));
  }

  @Override
  public Optional<String> value(List<String> path) {
    return raw(path)
        .map(raw -> raw.matches("(?s)(['\"`]).*\\1") ? raw.substring(1, raw.length() - 1) : raw);
  }

  @Override
  public String quoted(String value) {
    if (value.matches("[A-Za-z0-9_./:@%+,=~-]+")) {
      return value;
    }
    for (String quote : List.of("'", "`")) {
      if (!value.contains(quote)) {
        return quote + value + quote;
      }
    }
    return '"' + value + '"';
  }

  @Override
  public EnvText set(List<String> path, String raw) {
    Optional<Line> there = line(path);
    if (there.isPresent()) {
      Line line = there.get();
      return of(text.substring(0, line.valueStart()) + raw + text.substring(line.valueEnd()));
    }
    boolean bare = text.isEmpty() || text.equals(BYTE_ORDER_MARK) || text.endsWith("\n");
    String end = SettingsText.lineEnd(text);
    return of(text + (bare ? "" : end) + path.getFirst() + "=" + raw + end);
  }

  @Override
  public EnvText remove(List<String> path) {
    Optional<Line> found = line(path);
    if (found.isEmpty()) {
      return this;
    }
    int stop = text.indexOf('\n', found.get().valueEnd());
    String rest = stop < 0 ? "" : text.substring(stop + 1);
    int start = SettingsText.lineStart(text, found.get().start());
    return of(text.substring(0, start) + rest).remove(path);
  }

  @Override
  public EnvText prune(List<String> path) {
    return this;
  }

  /** The client takes the last of several. */
  private Optional<Line> line(List<String> path) {
    return lines.reversed().stream().filter(line -> path.equals(List.of(line.name()))).findFirst();
  }
}
