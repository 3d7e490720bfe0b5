package dev.sluice.proxy;

import dev.sluice.protocol.RequestFacts;
import dev.sluice.protocol.SessionId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/** How callers name their conversations. */
final class SessionNames {

  private static final int LONGEST = 256;
  private static final CharSequence CLAUDE_CODE =
      HttpHeaders.createOptimized("x-claude-code-session-id");
  private static final CharSequence CODEX = HttpHeaders.createOptimized("session_id");
  private static final CharSequence OTHERS = HttpHeaders.createOptimized("session-id");
  private static final CharSequence AGENT = HttpHeaders.createOptimized("x-claude-code-agent-id");

  private SessionNames() {}

  /** By header first: it costs the caller nothing and says most. */
  static Optional<String> of(MultiMap headers, RequestFacts facts) {
    return header(headers, CLAUDE_CODE)
        .or(() -> header(headers, CODEX))
        .or(() -> header(headers, OTHERS))
        .or(() -> SessionId.of(facts))
        .filter(name -> name.length() <= LONGEST);
  }

  static String agent(MultiMap headers) {
    return header(headers, AGENT).orElse("");
  }

  private static Optional<String> header(MultiMap headers, CharSequence name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
  }
}
