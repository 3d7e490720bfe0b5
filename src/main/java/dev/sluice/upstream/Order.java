package dev.sluice.upstream;

import dev.sluice.config.Timeouts;
import dev.sluice.net.Destination;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * What is sent in an attempt, complete: the upstream needs nothing else of the caller.
 *
 * @param uri path and query
 * @param headers fills those of the request that leaves, credentials included
 * @param shape in which the answer is to come
 * @param progress the longest time of pings without anything else
 */
public record Order(
    Destination destination,
    Protocol protocol,
    String uri,
    Headers headers,
    Buffer body,
    Shape shape,
    Timeouts timeouts,
    Duration progress) {

  /** Without the body, which nobody needs once the answer has begun. */
  Order sent() {
    return new Order(
        destination, protocol, uri, headers, Buffer.buffer(), shape, timeouts, progress);
  }

  /** Written straight into the request: a map in between is copied for nothing. */
  @FunctionalInterface
  public interface Headers {
    /** Fills headers that are empty. */
    void fill(MultiMap upstream);
  }

  /** How an answer arrives. */
  public enum Shape {
    /** Server-sent events. */
    STREAM,
    /** Server-sent events are asked for, and one JSON value is taken as well. */
    STREAM_OR_WHOLE,
    /** One JSON value. */
    WHOLE,
    /** A JSON array, element by element, as Gemini streams to those who do not ask for events. */
    ARRAY;

    boolean streams() {
      return this == STREAM || this == STREAM_OR_WHOLE;
    }
  }
}
