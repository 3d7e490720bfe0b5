package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Sse;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.SseFramer;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way from an upstream's protocol into the caller's. Bytes go in as they come,
 * and complete frames of the caller's protocol come out. Made per answer, used by one event loop.
 */
public final class AnswerTranslation {

  /** A whole answer of an upstream is read to this length, in bytes. */
  public static final int MOST_WHOLE = 32 << 20;

  private enum Shape {
    UNSEEN,
    EVENTS,
    WHOLE
  }

  private final MessageDecoder decoder;
  private final SseFramer framer;
  private final Fold fold = new Fold();
  private final @Nullable StreamEncoder encoder;
  private final @Nullable CallerRequest caller;
  private final Telling telling;
  private final String channel;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
  private final ByteArrayOutputStream json = new ByteArrayOutputStream();
  private Shape shape = Shape.UNSEEN;
  private @Nullable Fault fault;
  private boolean started;
  private boolean done;

  /**
   * @param channel whose answer it is, for errors to name it
   * @param streamed whether the caller is told as it comes, or once all of it is here
   */
  public AnswerTranslation(
      UpstreamRequest upstream,
      CallerRequest caller,
      Telling telling,
      String channel,
      boolean streamed) {
    this.decoder = upstream.decoder(this::heard);
    this.framer = new SseFramer(this::event);
    // A stream's encoder has taken what it needs; the request itself may be megabytes long.
    this.caller = streamed ? null : caller;
    this.telling = telling;
    this.channel = channel;
    this.encoder = streamed ? caller.stream(telling) : null;
  }

  /** Of what the caller is told. */
  public String contentType() {
    return encoder == null ? "application/json" : encoder.contentType();
  }

  /** Whether the caller is told as it comes. */
  public boolean streamed() {
    return encoder != null;
  }

  /** A sign of life for the caller. */
  public byte[] ping() {
    if (!started) {
      return encoder == null ? Sse.comment() : encoder.waiting();
    }
    heard(new StreamEvent.Ping());
    return told();
  }

  /** Frames for the caller, complete; none while there is nothing to tell. */
  public byte[] feed(byte[] bytes, int offset, int length) {
    if (shape == Shape.UNSEEN) {
      shape = shape(bytes, offset, offset + length);
    }
    if (shape == Shape.WHOLE) {
      keep(bytes, offset, length);
    } else {
      framer.feed(bytes, offset, length);
    }
    if (framer.blind()) {
      fail("sent a line that is too long");
    }
    return told();
  }

  /** The upstream has ended: what is still owed to the caller. */
  public byte[] finish() {
    if (!over()) {
      if (shape == Shape.WHOLE) {
        whole();
      } else {
        framer.rest().ifPresent(decoder::event);
      }
      decoder.finish();
    }
    return told();
  }

  /** The gateway itself ends it; nothing is told after. */
  public byte[] breakOff(Fault why) {
    tell(new StreamEvent.Failed(why));
    return told();
  }

  /** What the upstream told of going wrong, or what could not be understood of its answer. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Whether the answer has come to its proper end. */
  public boolean done() {
    return done;
  }

  public boolean started() {
    return started;
  }

  /** The answer in one piece, once it is {@link #done}. */
  public byte[] answer() {
    return Objects.requireNonNull(caller, "told piece by piece").whole(fold.message(), telling);
  }

  private boolean over() {
    return done || fault != null;
  }

  private void event(SseEvent event) {
    if (!over()) {
      decoder.event(event);
    }
  }

  private void heard(StreamEvent event) {
    tell(
        event instanceof StreamEvent.Failed(var what)
            ? new StreamEvent.Failed(named(what))
            : event);
  }

  private Fault named(Fault fault) {
    String message = "Channel \"" + channel + "\": " + fault.message();
    return new Fault(fault.kind(), message, fault.overflow());
  }

  private void tell(StreamEvent event) {
    if (over()) {
      return;
    }
    switch (event) {
      case StreamEvent.Failed(var what) -> fault = what;
      case StreamEvent.Done _ -> done = true;
      case StreamEvent.Started _ -> started = true;
      case StreamEvent.BlockStarted _,
          StreamEvent.TextPiece _,
          StreamEvent.ThinkingPiece _,
          StreamEvent.Signature _,
          StreamEvent.InputPiece _,
          StreamEvent.Citation _,
          StreamEvent.BlockEnded _,
          StreamEvent.Stopped _,
          StreamEvent.Ping _ -> {}
    }
    if (encoder == null) {
      fold.accept(event);
    } else {
      encoder.encode(event, out);
    }
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (json.size() + length > MOST_WHOLE) {
      fail("sent an answer of more than " + (MOST_WHOLE >> 20) + " MiB");
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
      fail("sent an answer that is no JSON");
    }
  }

  private void fail(String what) {
    heard(new StreamEvent.Failed(new Fault(Fault.Kind.UPSTREAM_FAILED, "The upstream " + what)));
  }

  private byte[] told() {
    byte[] frames = out.toByteArray();
    out.reset();
    return frames;
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
