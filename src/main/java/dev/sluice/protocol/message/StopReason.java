package dev.sluice.protocol.message;

import java.util.Arrays;
import java.util.Locale;

/** Why an answer ended. */
public enum StopReason {
  END_TURN,
  MAX_TOKENS,
  STOP_SEQUENCE,
  TOOL_USE,
  PAUSE_TURN,
  REFUSAL,
  MODEL_CONTEXT_WINDOW_EXCEEDED,
  COMPACTION,
  /** One that has no name here. */
  OTHER;

  /** As Anthropic spells it. */
  public static StopReason of(String text) {
    return Arrays.stream(values())
        .filter(each -> each.text().equals(text))
        .findFirst()
        .orElse(OTHER);
  }

  public String text() {
    return this == OTHER ? END_TURN.text() : name().toLowerCase(Locale.ROOT);
  }
}
