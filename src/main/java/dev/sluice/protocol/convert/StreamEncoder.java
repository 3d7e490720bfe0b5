package dev.sluice.protocol.convert;

import dev.sluice.protocol.Sse;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;

/**
 * Writes the events of an answer as one protocol's stream. Made per answer, not thread-safe. Told a
 * legal sequence it writes a legal stream; each event writes whole frames, or nothing.
 */
public interface StreamEncoder {

  /** {@link StreamEvent.Failed} may come as the first event, too. */
  void encode(StreamEvent event, ByteArrayOutputStream out);

  /** A frame that keeps a caller waiting before the first event. */
  default byte[] waiting() {
    return Sse.comment();
  }

  /** Of the frames: {@code text/event-stream} but for arrays. */
  default String contentType() {
    return "text/event-stream; charset=utf-8";
  }
}
