package dev.sluice.upstream;

import dev.sluice.protocol.Protocol;
import java.util.Collections;
import java.util.Set;

/**
 * What an answer of a protocol has at least one of. It tells a welcome page in JSON from an answer
 * and is deliberately wide: listings and counts are answers too.
 */
record AnswerShape(Set<String> members) {

  private static final AnswerShape ANTHROPIC =
      new AnswerShape(Set.of("id", "type", "content", "usage", "model", "input_tokens", "data"));
  private static final AnswerShape OPENAI =
      new AnswerShape(
          Set.of(
              "id",
              "object",
              "choices",
              "output",
              "usage",
              "model",
              "input_tokens",
              "data",
              "models"));
  private static final AnswerShape GEMINI =
      new AnswerShape(
          Set.of(
              "candidates",
              "promptFeedback",
              "usageMetadata",
              "modelVersion",
              "responseId",
              "totalTokens",
              "models",
              "name"));

  static AnswerShape of(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC -> ANTHROPIC;
      case OPENAI_CHAT, OPENAI_RESPONSES -> OPENAI;
      case GEMINI -> GEMINI;
    };
  }

  boolean fits(Set<String> names) {
    return !Collections.disjoint(members, names);
  }
}
