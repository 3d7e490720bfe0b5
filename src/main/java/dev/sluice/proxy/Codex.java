package dev.sluice.proxy;

import dev.sluice.protocol.Protocol;
import dev.sluice.upstream.Order;
import io.vertx.core.MultiMap;
import java.util.Locale;

/** The client that reads errors inside a stream alone. */
final class Codex {

  private Codex() {}

  static boolean speaks(MultiMap headers) {
    return named(headers.get("originator")) || named(headers.get("user-agent"));
  }

  /** It reads errors inside a stream alone; elsewhere it shows them raw or does not retry. */
  static boolean onlyHearsStreams(Call call) {
    return call.endpoint().protocol() == Protocol.OPENAI_RESPONSES
        && call.shape() == Order.Shape.STREAM
        && speaks(call.headers());
  }

  private static boolean named(@org.jspecify.annotations.Nullable String value) {
    return value != null && value.toLowerCase(Locale.ROOT).startsWith("codex");
  }
}
