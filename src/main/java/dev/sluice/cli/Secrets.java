package dev.sluice.cli;

import dev.sluice.config.SecretSource;
import dev.sluice.config.UnresolvedSecret;
import java.io.IOException;
import java.nio.file.Path;

/** Secrets as arguments: as they are, as references, or {@code -} for a line of standard input. */
final class Secrets {

  private Secrets() {}

  static String read(Terminal terminal, String argument) throws IOException {
    if (!argument.equals("-")) {
      return argument;
    }
    String line = terminal.in().readLine();
    if (line == null || line.isBlank()) {
      throw new UsageException("--key -: standard input gave no line (expected: the key)");
    }
    return line.strip();
  }

  /** Says so when a reference leads nowhere from here: the gateway may have it, or may not. */
  static void warn(Terminal terminal, Path config, String secret) {
    if (!SecretSource.isReference(secret)) {
      return;
    }
    try {
      SecretSource.of(terminal.environment(), config.resolveSibling("")).find(secret, "");
    } catch (UnresolvedSecret e) {
      terminal.err().println("sluice: note: " + e.getMessage() + "; the gateway will need it");
    }
  }
}
