package dev.sluice.protocol;

import java.util.Arrays;
import java.util.Optional;

/** A wire protocol that callers and upstreams speak. */
public enum Protocol {
  ANTHROPIC("anthropic"),
  OPENAI_CHAT("openai-chat"),
  OPENAI_RESPONSES("openai-responses"),
  GEMINI("gemini");

  private final String id;

  Protocol(String id) {
    this.id = id;
  }

  /** As a channel's {@code type} spells it. */
  public String id() {
    return id;
  }

  public static Optional<Protocol> of(String id) {
    return Arrays.stream(values()).filter(protocol -> protocol.id.equals(id)).findFirst();
  }
}
