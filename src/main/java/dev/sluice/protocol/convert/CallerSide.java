package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.anthropic.AnthropicCaller;
import dev.sluice.protocol.chat.ChatCaller;
import dev.sluice.protocol.gemini.GeminiCaller;
import dev.sluice.protocol.responses.ResponsesCaller;
import java.util.List;

/** How one protocol's callers ask, and how they are answered by somebody who speaks another. */
public interface CallerSide {

  static CallerSide of(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC -> AnthropicCaller.INSTANCE;
      case OPENAI_CHAT -> ChatCaller.INSTANCE;
      case OPENAI_RESPONSES -> ResponsesCaller.INSTANCE;
      case GEMINI -> GeminiCaller.INSTANCE;
    };
  }

  /**
   * Reads a request for a message, or for the count of its tokens.
   *
   * @param losses what of the body the model has no name for, or only nearly
   * @throws MalformedRequest when the body is not what the protocol allows
   * @throws Inexpressible when no other protocol could do what is asked
   */
  CallerRequest read(Asked asked, ObjectNode body, Losses losses)
      throws MalformedRequest, Inexpressible;

  /** The count of a request's tokens, as this protocol tells it. */
  byte[] count(long tokens);

  /** What becomes of each member of a request; the source of the documentation. */
  List<Treatment> treatments();
}
