package dev.sluice.proxy;

import io.vertx.core.MultiMap;
import java.util.Locale;

/** The client that reads errors inside a stream alone. */
final class Codex {

  private Codex() {}

  static boolean speaks(MultiMap headers) {
    return named(headers.get("originator")) || named(headers.get("user-agent"));
  }

  private static boolean named(@org.jspecify.annotations.Nullable String value) {
    return value != null && value.toLowerCase(Locale.ROOT).startsWith("codex");
  }
}
