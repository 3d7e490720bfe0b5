package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import java.util.Optional;

/**
 * What happens while an answer comes, in the grammar of Anthropic's streams: {@code Started},
 * blocks one after another (each {@code BlockStarted}, its pieces, {@code BlockEnded}), {@code
 * Stopped}, {@code Done}. {@code Failed} may come anywhere and is the last. Whoever makes events
 * uses {@link MessageFlow}, which makes legal sequences alone.
 */
public sealed interface StreamEvent {

  /**
   * @param id without a prefix of any protocol; may be empty when the upstream gave none
   * @param model as the upstream calls it
   * @param usage what is known already
   */
  record Started(String id, String model, Spent usage) implements StreamEvent {}

  /**
   * @param head the block without its pieces: empty text, empty input; complete for blocks that
   *     come whole (results of the provider's tools, redacted thinking, unknown ones)
   */
  record BlockStarted(ContentBlock head) implements StreamEvent {}

  record TextPiece(String text) implements StreamEvent {}

  record ThinkingPiece(String thinking) implements StreamEvent {}

  /** The signature of the thinking that is open; once, before its end. */
  record Signature(String signature) implements StreamEvent {}

  /** Part of the JSON that is the input of the open call. */
  record InputPiece(String json) implements StreamEvent {}

  /** A citation of the open text, as Anthropic spells it. */
  record Citation(JsonNode citation) implements StreamEvent {}

  record BlockEnded() implements StreamEvent {}

  /**
   * @param sequence that stopped it
   * @param details of a refusal, as Anthropic spells them
   * @param usage all of it
   */
  record Stopped(
      StopReason reason, Optional<String> sequence, Optional<JsonNode> details, Spent usage)
      implements StreamEvent {

    public Stopped(StopReason reason, Spent usage) {
      this(reason, Optional.empty(), Optional.empty(), usage);
    }
  }

  record Done() implements StreamEvent {}

  /** A sign of life. */
  record Ping() implements StreamEvent {}

  /** The upstream told an error, or what it sent cannot be understood. */
  record Failed(Fault fault) implements StreamEvent {}
}
