package dev.sluice.upstream;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.Usage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** What is understood of an answer while its bytes pass; a reading never changes them. */
public sealed interface Reading permits StreamReading, WholeReading {

  /** Whether an answer that is still held may be shown to the caller. */
  enum Finding {
    WAIT,
    CONTENT,
    ERROR,
    NOT_AN_ANSWER
  }

  /** What an answer was that has ended. */
  enum End {
    COMPLETE,
    ERROR,
    NOT_AN_ANSWER,
    CUT
  }

  static Reading of(Order.Shape shape, Protocol protocol) {
    return switch (shape) {
      case STREAM -> new StreamReading(protocol, false);
      case STREAM_OR_WHOLE -> new StreamReading(protocol, true);
      case WHOLE, ARRAY -> new WholeReading(shape, protocol);
    };
  }

  void feed(Buffer chunk);

  Finding finding();

  End atEnd();

  /** Whether the protocol's last event has been seen. */
  boolean terminal();

  /** Whether nothing more is to be expected: the last event has come, or an error in its place. */
  default boolean saidAll() {
    return terminal() || error().isPresent();
  }

  /** Whether everything has come that the protocol promises, and no error among it. */
  boolean complete();

  /** Whether a frame of our own could stand here without touching one of the upstream's. */
  boolean betweenEvents();

  /** Whether the message has begun, so that the protocol's own ping is legal. */
  boolean started();

  /** Grows with every event that is more than a sign of life. */
  long progress();

  Usage usage();

  /** The JSON of the upstream's own error, if it reported one in a successful answer. */
  Optional<byte[]> error();
}
