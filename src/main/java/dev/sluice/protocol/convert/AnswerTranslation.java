package dev.sluice.protocol.convert;

import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Sse;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer on its way from an upstream's protocol into the caller's. Bytes go in as they come,
 * and complete frames of the caller's protocol come out. Made per answer, used by one event loop.
 */
public final class AnswerTranslation {

  private static final Logger log = LoggerFactory.getLogger(AnswerTranslation.class);

  private final AnswerBytes bytes;
  private final Fold fold = new Fold();
  private final @Nullable StreamEncoder encoder;
  private final @Nullable Function<Message, byte[]> whole;
  private final String channel;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
  private @Nullable Fault fault;
  private boolean started;
  private boolean done;
  private int complete;

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
    this.bytes = new AnswerBytes(upstream.decoder(this::heard), this::over, this::fail);
    // What answers has taken what it needs; the request itself may be megabytes long.
    this.whole = streamed ? null : caller.whole(telling);
    this.encoder = streamed ? caller.stream(telling) : null;
    this.channel = channel;
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
  public byte[] feed(byte[] piece, int offset, int length) {
    try {
      bytes.feed(piece, offset, length);
    } catch (RuntimeException | StackOverflowError e) {
      mistaken(e);
    }
    return told();
  }

  /** The upstream has ended: what is still owed to the caller. */
  public byte[] finish() {
    try {
      if (!over()) {
        bytes.end();
      }
    } catch (RuntimeException | StackOverflowError e) {
      mistaken(e);
    }
    return told();
  }

  /*
   * A mistake of ours in the midst of an answer must not leave the caller waiting, nor with half a
   * frame.
   */
  private void mistaken(Throwable mistake) {
    log.error("An answer could not be converted", mistake);
    byte[] frames = Arrays.copyOf(out.toByteArray(), complete);
    out.reset();
    out.writeBytes(frames);
    if (over()) {
      return;
    }
    fault =
        new Fault(
            Fault.Kind.INTERNAL,
            "Channel \"" + channel + "\": the gateway failed to convert the answer; see its log");
    if (encoder != null) {
      tellOfMistake(encoder, new StreamEvent.Failed(fault));
    }
  }

  private void tellOfMistake(StreamEncoder told, StreamEvent.Failed failed) {
    try {
      told.encode(failed, out);
    } catch (RuntimeException e) {
      log.error("Nor could the caller be told so", e);
    }
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
    return Objects.requireNonNull(whole, "told piece by piece").apply(fold.message());
  }

  private boolean over() {
    return done || fault != null;
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
      complete = out.size();
    }
  }

  private void fail(String what) {
    heard(new StreamEvent.Failed(new Fault(Fault.Kind.UPSTREAM_FAILED, "The upstream " + what)));
  }

  private byte[] told() {
    byte[] frames = out.toByteArray();
    out.reset();
    complete = 0;
    return frames;
  }
}
