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

  /** The reason that fits whether a tool of the caller's was called. */
  public StopReason given(boolean called) {
    return switch (this) {
      case END_TURN, OTHER, TOOL_USE -> called ? TOOL_USE : END_TURN;
      case MAX_TOKENS,
          STOP_SEQUENCE,
          PAUSE_TURN,
          REFUSAL,
          MODEL_CONTEXT_WINDOW_EXCEEDED,
          COMPACTION ->
          this;
    };
  }

  public String text() {
    return this == OTHER ? END_TURN.text() : name().toLowerCase(Locale.ROOT);
  }
}
