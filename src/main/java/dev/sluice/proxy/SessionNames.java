package dev.sluice.proxy;

import dev.sluice.protocol.RequestFacts;
import dev.sluice.protocol.SessionId;
import io.vertx.core.MultiMap;
import java.util.Optional;

/** How callers name their conversations. */
final class SessionNames {

  private static final int LONGEST = 256;

  private SessionNames() {}

  /** By header first: it costs the caller nothing and says most. */
  static Optional<String> of(MultiMap headers, RequestFacts facts) {
    return header(headers, "x-claude-code-session-id")
        .or(() -> header(headers, "session_id"))
        .or(() -> header(headers, "session-id"))
        .or(() -> SessionId.of(facts))
        .filter(name -> name.length() <= LONGEST);
  }

  static String agent(MultiMap headers) {
    return header(headers, "x-claude-code-agent-id").orElse("");
  }

  private static Optional<String> header(MultiMap headers, String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
  }
}
