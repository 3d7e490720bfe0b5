package dev.sluice.cli.connect;

import java.util.List;

/** A line of a TOML text, or several that belong together. */
sealed interface TomlPart {

  int start();

  /** Behind its last line, before the line end. */
  int end();

  record Header(List<String> path, boolean ofArray, int start, int end) implements TomlPart {}

  /**
   * A key and its value.
   *
   * @param path the whole of it, with the table's
   * @param table how much of the path is the table's
   * @param inArray whether the table is one of several of that name
   */
  record Pair(
      List<String> path,
      int table,
      boolean inArray,
      int start,
      int keyEnd,
      int valueStart,
      int valueEnd,
      int end)
      implements TomlPart {}
}
