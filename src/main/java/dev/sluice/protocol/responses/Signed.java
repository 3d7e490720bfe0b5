package dev.sluice.protocol.responses;

import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Signatures as {@code encrypted_content}, which callers give back untouched. One of Anthropic's
 * goes into an envelope of ours, so that it is not taken for one of OpenAI's.
 */
final class Signed {

  private static final String SIGNATURE = "signature";
  private static final String DATA = "data";
  private static final String BARE = "sl1.anthropic.";

  private Signed() {}

  /** Empty when there is nothing to give back. */
  static String encrypted(String signature) {
    return signature.isEmpty() || Envelope.is(signature)
        ? signature
        : anthropic(SIGNATURE, signature);
  }

  static String encryptedData(String data) {
    return anthropic(DATA, data);
  }

  private static String anthropic(String name, String value) {
    return new Envelope(Protocol.ANTHROPIC, Envelope.ANYWHERE, Json.object().put(name, value))
        .text();
  }

  /** What a reasoning item was before it was one; empty when it says nothing. */
  static Optional<ContentBlock> block(String words, String id, String encrypted) {
    if (encrypted.isEmpty()) {
      return words.isEmpty() ? Optional.empty() : Optional.of(new ContentBlock.Thinking(words, ""));
    }
    if (!Envelope.is(encrypted)) {
      return Optional.of(new ContentBlock.Thinking(words, ofOpenAi(id, encrypted)));
    }
    return Envelope.read(encrypted)
        .map(envelope -> opened(words, encrypted, envelope))
        .or(() -> Optional.of(new ContentBlock.Thinking(words, bare(encrypted))));
  }

  private static ContentBlock opened(String words, String encrypted, Envelope envelope) {
    if (envelope.origin() == Protocol.ANTHROPIC && envelope.payload().has(DATA)) {
      return new ContentBlock.RedactedThinking(envelope.payload().path(DATA).asText());
    }
    return new ContentBlock.Thinking(
        words,
        envelope.origin() == Protocol.ANTHROPIC
            ? envelope.payload().path(SIGNATURE).asText()
            : encrypted);
  }

  private static String ofOpenAi(String id, String encrypted) {
    var payload = Json.object();
    if (!id.isEmpty()) {
      payload.put(ReasoningWriter.ID, id);
    }
    payload.put(ReasoningWriter.ENCRYPTED, encrypted);
    return new Envelope(Protocol.OPENAI_RESPONSES, Envelope.ANYWHERE, payload).text();
  }

  /** A signature of Anthropic's whose envelope holds nothing but it; empty when it is damaged. */
  private static String bare(String encrypted) {
    if (!encrypted.startsWith(BARE)) {
      return "";
    }
    try {
      String last = encrypted.substring(encrypted.lastIndexOf('.') + 1);
      return new String(Base64.getUrlDecoder().decode(last), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
