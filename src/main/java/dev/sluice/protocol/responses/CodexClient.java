package dev.sluice.protocol.responses;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The client that builds on the {@code done} events, reads errors inside a stream alone and takes
 * an incomplete response for a broken one.
 */
final class CodexClient {

  private CodexClient() {}

  static boolean speaks(Function<String, Optional<String>> headers) {
    return named(headers.apply("originator")) || named(headers.apply("user-agent"));
  }

  private static boolean named(Optional<String> value) {
    return value.filter(name -> name.toLowerCase(Locale.ROOT).startsWith("codex")).isPresent();
  }
}
