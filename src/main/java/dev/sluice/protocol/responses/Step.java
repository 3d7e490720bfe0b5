package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;

/** What an event tells of one item of the output. */
sealed interface Step {

  /** Which of an item's texts. */
  enum Channel {
    TEXT,
    REFUSAL,
    SUMMARY,
    REASONING,
    ARGUMENTS,
    INPUT
  }

  record Begun(JsonNode item) implements Step {}

  /**
   * @param part of a message's content or of a summary
   */
  record Piece(Channel channel, int part, String text) implements Step {}

  /** All of a text, of which pieces may have come before. */
  record Whole(Channel channel, int part, String text) implements Step {}

  record Cited(JsonNode annotation) implements Step {}

  record Ended(JsonNode item) implements Step {}

  /** Characters that are kept while it waits. */
  default int weight() {
    return switch (this) {
      case Piece(_, _, var text) -> text.length();
      case Whole(_, _, var text) -> text.length();
      case Begun _, Cited _, Ended _ -> 64;
    };
  }
}
