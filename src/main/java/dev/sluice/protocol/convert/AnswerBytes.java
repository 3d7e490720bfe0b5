package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.SseFramer;
import java.io.ByteArrayOutputStream;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The bytes of an upstream's answer, cut into what its decoder understands: events, or one document
 * if it answers whole. Made per answer.
 */
final class AnswerBytes {

  /** A whole answer is read to this length, in bytes. */
  private static final int MOST_WHOLE = 32 << 20;

  private enum Shape {
    UNSEEN,
    EVENTS,
    WHOLE
  }

  private final MessageDecoder decoder;
  private final BooleanSupplier over;
  private final Consumer<String> unreadable;
  private final SseFramer framer;
  private final ByteArrayOutputStream json = new ByteArrayOutputStream();
  private Shape shape = Shape.UNSEEN;

  /**
   * @param over whether the answer has come to its end, whatever follows
   * @param unreadable is told what the upstream did
   */
  AnswerBytes(MessageDecoder decoder, BooleanSupplier over, Consumer<String> unreadable) {
    this.decoder = decoder;
    this.over = over;
    this.unreadable = unreadable;
    this.framer = new SseFramer(this::event);
  }

  void feed(byte[] bytes, int offset, int length) {
    if (shape == Shape.UNSEEN) {
      shape = shape(bytes, offset, offset + length);
    }
    if (shape == Shape.WHOLE) {
      keep(bytes, offset, length);
    } else {
      framer.feed(bytes, offset, length);
    }
    if (framer.blind()) {
      unreadable.accept("sent a line that is too long");
    }
  }

  /** No more come. */
  void end() {
    if (shape == Shape.WHOLE) {
      whole();
    } else {
      framer.rest().ifPresent(decoder::event);
    }
    decoder.finish();
  }

  private void event(SseEvent event) {
    if (!over.getAsBoolean()) {
      decoder.event(event);
    }
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (json.size() + length > MOST_WHOLE) {
      unreadable.accept("sent an answer of more than " + (MOST_WHOLE >> 20) + " MiB");
    } else {
      json.write(bytes, offset, length);
    }
  }

  private void whole() {
    JsonNode tree = Json.tree(json.toByteArray()).orElse(NullNode.instance);
    if (tree.isArray()) {
      tree.forEach(element -> decoder.whole(element.toString().getBytes(UTF_8)));
    } else if (tree.isObject()) {
      decoder.whole(json.toByteArray());
    } else {
      unreadable.accept("sent an answer that is no JSON");
    }
  }

  private static Shape shape(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte first = bytes[at];
      if (first == '{' || first == '[') {
        return Shape.WHOLE;
      }
      if (first != ' ' && first != '\n' && first != '\r' && first != '\t') {
        return Shape.EVENTS;
      }
    }
    return Shape.UNSEEN;
  }
}
