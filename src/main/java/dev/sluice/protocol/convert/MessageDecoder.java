package dev.sluice.protocol.convert;

import dev.sluice.protocol.SseEvent;

/**
 * Turns an upstream's answer into events, in their legal order. Made per answer, used by one event
 * loop. What cannot be understood becomes a {@code Failed} that says so; nothing is thrown.
 */
public interface MessageDecoder {

  /** An event of a stream; its bytes are valid during the call alone. */
  void event(SseEvent event);

  /**
   * An answer that came whole, though a stream was asked for, or one element of an array of
   * answers.
   *
   * @param json the whole of it, UTF-8
   */
  void whole(byte[] json);

  /**
   * The upstream has ended. Without its protocol's last event that is a failure, never a clean end.
   */
  void finish();
}
