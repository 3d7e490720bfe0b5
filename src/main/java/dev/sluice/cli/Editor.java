package dev.sluice.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operator's editor.
 *
 * @param command as a shell reads it
 * @param needsTerminal whether it would wait for ever off a terminal
 */
record Editor(String command, boolean needsTerminal) {

  private static final int NOT_FOUND = 127;

  static Editor of(Map<String, String> environment) {
    return Stream.of("VISUAL", "EDITOR")
        .map(name -> environment.getOrDefault(name, "").strip())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .map(command -> new Editor(command, false))
        .orElseGet(() -> windows() ? new Editor("notepad", false) : new Editor("vi", true));
  }

  /** Waits until the file is edited; tells what went wrong, if anything did. */
  Optional<String> open(Path file) throws IOException, InterruptedException {
    if (needsTerminal
        && Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
      return Optional.of("there is no terminal for " + command + "; set VISUAL or EDITOR");
    }
    int code = new ProcessBuilder(line(file.toString())).inheritIO().start().waitFor();
    if (code == 0) {
      return Optional.empty();
    }
    return Optional.of(
        code == NOT_FOUND
            ? "there is no editor \"" + command + "\"; set VISUAL or EDITOR"
            : "the editor ended with " + code + ", so nothing was changed");
  }

  private List<String> line(String file) {
    return windows()
        ? List.of("cmd", "/c", command + " \"" + file + "\"")
        : List.of("sh", "-c", command + " \"$@\"", command, file);
  }

  private static boolean windows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
