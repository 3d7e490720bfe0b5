package dev.sluice.protocol;

import dev.sluice.protocol.anthropic.AnthropicDialect;
import dev.sluice.protocol.chat.ChatDialect;
import dev.sluice.protocol.gemini.GeminiDialect;
import dev.sluice.protocol.responses.ResponsesDialect;

/** How one protocol listens to answers and says what the gateway itself has to say. */
public interface Dialect {

  static Dialect of(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC -> AnthropicDialect.INSTANCE;
      case OPENAI_CHAT -> ChatDialect.INSTANCE;
      case OPENAI_RESPONSES -> ResponsesDialect.INSTANCE;
      case GEMINI -> GeminiDialect.INSTANCE;
    };
  }

  StreamTap streamTap();

  AnswerTap answerTap();

  /** An error for a caller that has been sent nothing. */
  ErrorAnswer error(Fault fault, String requestId);

  /** An error for a caller that has been sent part of a stream: complete frames, the last ones. */
  byte[] streamError(Fault fault, String requestId);

  /** An error for a caller that has been sent the head of a stream and nothing but comments. */
  byte[] streamErrorBeforeStart(Fault fault, String requestId);

  /** A frame that keeps a caller waiting once the answer has started. */
  byte[] ping();

  /** A frame that keeps a caller waiting before anything of the answer was sent. */
  default byte[] waiting() {
    return Sse.comment();
  }

  /** The list of these models. */
  byte[] models(ModelList list);

  /** One model alone. */
  byte[] model(ModelEntry model);
}
