package dev.sluice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code .env} file of a folder: {@code KEY=VALUE} lines, comments, quotes. */
public final class DotEnv {

  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)");
  private static final Pattern QUOTED = Pattern.compile("(['\"])(.*)\\1\\s*(?:#.*)?");

  private DotEnv() {}

  /** The environment with what the folder's file adds; a variable set for real wins. */
  public static Map<String, String> under(Map<String, String> environment, Path folder)
      throws InvalidSetting {
    Path file = folder.resolve(".env");
    if (!Files.isRegularFile(file)) {
      return environment;
    }
    Map<String, String> merged;
    try {
      merged = new HashMap<>(parse(Files.readAllLines(file)));
    } catch (IOException e) {
      throw new InvalidSetting(file.toString(), "cannot be read (expected: UTF-8 text)");
    }
    environment.forEach((name, value) -> {
      if (!value.isBlank()) {
        merged.put(name, value);
      }
    });
    return merged;
  }

  static Map<String, String> parse(List<String> lines) throws InvalidSetting {
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace("\uFEFF", "");
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new InvalidSetting(".env, line " + (i + 1), "not read (expected: KEY=VALUE)");
      }
      values.put(matcher.group(1), value(matcher.group(2)));
    }
    return values;
  }

  private static String value(String text) {
    Matcher quoted = QUOTED.matcher(text);
    if (!quoted.matches()) {
      return text.replaceFirst("(^|\\s+)#.*", "").strip();
    }
    String inner = quoted.group(2);
    if (quoted.group(1).equals("'")) {
      return inner;
    }
    return inner.replaceAll("\\\\([\"\\\\$])", "$1");
  }
}
