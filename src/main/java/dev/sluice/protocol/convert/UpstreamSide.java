package dev.sluice.protocol.convert;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.anthropic.AnthropicUpstream;
import dev.sluice.protocol.chat.ChatUpstream;
import dev.sluice.protocol.gemini.GeminiUpstream;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.responses.ResponsesUpstream;
import java.util.Map;
import java.util.Optional;

/** How upstreams of one protocol are asked for somebody who speaks another, and understood. */
public interface UpstreamSide {

  static UpstreamSide of(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC -> AnthropicUpstream.INSTANCE;
      case OPENAI_CHAT -> ChatUpstream.INSTANCE;
      case OPENAI_RESPONSES -> ResponsesUpstream.INSTANCE;
      case GEMINI -> GeminiUpstream.INSTANCE;
    };
  }

  /**
   * Writes a request. The answer is always asked for as a stream, whatever the caller wants: a long
   * answer that comes whole looks like a dead upstream.
   *
   * @param losses what the upstream cannot express, or only nearly
   * @throws Inexpressible when the request would not be the same without what cannot be expressed
   */
  UpstreamRequest write(MessageRequest request, Target target, Losses losses) throws Inexpressible;

  /** The same as a question for its number of tokens; empty where upstreams do not count. */
  Optional<CountRequest> count(MessageRequest request, Target target) throws Inexpressible;

  /** What becomes of each part of a request; total, and the source of the documentation. */
  Map<Part, Treatment> treatments();
}
