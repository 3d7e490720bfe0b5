package dev.sluice.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.protocol.EventReader.Glance;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the bytes of a streamed answer and tells what they mean. It never changes, holds or
 * refuses any of them, and however they are cut it tells the same.
 *
 * <p>Made per response, used by one thread.
 */
public final class StreamTap {

  /** What the first bytes look like. */
  public enum Shape {
    UNSEEN,
    EVENTS,
    JSON,
    HTML
  }

  private final EventReader reader;
  private final SseFramer framer;
  private final Milestones reached = new Milestones();
  private Shape shape = Shape.UNSEEN;
  private long progress;
  private @Nullable StreamError error;

  /** A tap for the protocol that the reader understands. */
  public StreamTap(EventReader reader) {
    this.reader = reader;
    this.framer = new SseFramer(this::event);
  }

  public void feed(byte[] bytes, int offset, int length) {
    if (shape == Shape.UNSEEN) {
      shape = shape(bytes, offset, offset + length);
    }
    framer.feed(bytes, offset, length);
  }

  /** The upstream has ended: a last event counts even when it lacks its blank line. */
  public void finish() {
    framer
        .rest()
        .filter(rest -> reader.glance(rest) == Glance.END || Json.isComplete(rest))
        .ifPresent(this::event);
  }

  /** Whether a frame of one's own may be put in here. */
  public boolean betweenEvents() {
    return framer.betweenEvents();
  }

  public boolean started() {
    return reached.started();
  }

  /** Whether something has come that a caller would lose if the answer began anew. */
  public boolean content() {
    return reached.content();
  }

  /** Whether the answer has come to an end that its protocol allows. */
  public boolean terminal() {
    return reached.ended();
  }

  public Optional<StreamError> error() {
    return Optional.ofNullable(error);
  }

  /** By the last cumulative figures. */
  public Usage usage() {
    return reader.usage();
  }

  /** How many events have come that are more than a sign of life. */
  public long progress() {
    return progress;
  }

  public Shape shape() {
    return shape;
  }

  /** False once the first bytes are those of a web page or of a JSON document. */
  public boolean looksLikeSse() {
    return shape == Shape.UNSEEN || shape == Shape.EVENTS;
  }

  /** Whether a line was too long to be looked at; nothing new is told from then on. */
  public boolean blind() {
    return framer.blind();
  }

  private void event(SseEvent event) {
    Glance glance = reader.glance(event);
    if (glance == Glance.PING) {
      return;
    }
    if (glance == Glance.END && reached.started()) {
      reached.markEnded();
    }
    boolean settled = glance == Glance.END || (glance == Glance.ORDINARY && reached.content());
    if (settled || read(event)) {
      progress++;
    }
    if (error == null && (reached.failed() || event.name().equals("error"))) {
      error = new StreamError(event.copy(StreamError.MOST_BYTES));
    }
  }

  /** One event may hold several documents. What is no JSON is only a sign that something came. */
  private boolean read(SseEvent event) {
    boolean more = false;
    var walk = new JsonWalk(reader);
    reader.open(event);
    try (JsonParser parser = Json.parser(event.bytes(), event.start(), event.end())) {
      var scalar = new Scalar(parser);
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (walk.step(token, parser, scalar)) {
          more |= reader.conclude(reached);
          reader.open(event);
        }
      }
      return more;
    } catch (IOException e) {
      return true;
    }
  }

  private static Shape shape(byte[] bytes, int from, int to) {
    for (int at = from + ByteOrderMark.length(bytes, from, to); at < to; at++) {
      switch (bytes[at]) {
        case ' ', '\t', '\r', '\n' -> {}
        case '<' -> {
          return Shape.HTML;
        }
        case '{', '[' -> {
          return Shape.JSON;
        }
        default -> {
          return Shape.EVENTS;
        }
      }
    }
    return Shape.UNSEEN;
  }
}
