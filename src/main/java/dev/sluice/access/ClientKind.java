package dev.sluice.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client says that it is; anyone can say anything. */
public enum ClientKind {
  CLAUDE_CODE("claude-code"),
  CODEX("codex"),
  GEMINI_CLI("gemini-cli"),
  OTHER("other");

  private final String id;

  ClientKind(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  static Optional<ClientKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /**
   * @param userAgent empty: none was sent
   */
  public static ClientKind ofAgent(String userAgent) {
    String agent = userAgent.toLowerCase(Locale.ROOT);
    if (agent.startsWith("claude-cli/") || agent.startsWith("claude-code/")) {
      return CLAUDE_CODE;
    }
    if (agent.startsWith("codex")) {
      return CODEX;
    }
    return agent.startsWith("geminicli") || agent.startsWith("gemini-cli") ? GEMINI_CLI : OTHER;
  }
}
