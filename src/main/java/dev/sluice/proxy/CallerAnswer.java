package dev.sluice.proxy;

import dev.sluice.config.StreamConfig;
import dev.sluice.ledger.bodies.Transcript;
import dev.sluice.protocol.Dialect;
import dev.sluice.upstream.Order;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The caller's side of an exchange: the phases of an answer and the only place that writes it.
 * {@code HELD}: nothing has gone out. {@code OPENED}: our own head and comments have. {@code
 * COMMITTED}: an upstream's bytes have, and no second answer can follow. Lives on one event loop.
 */
final class CallerAnswer {

  private enum Phase {
    HELD,
    OPENED,
    COMMITTED,
    ENDED
  }

  private final HttpServerResponse response;
  private final AnswerHead head;
  private final StreamConfig config;
  private final Transcript copy;
  private final CallerErrors errors;
  private final long begun = System.nanoTime();
  private Order.Shape shape = Order.Shape.WHOLE;
  private Phase phase = Phase.HELD;
  private @Nullable Future<Void> last;
  private Future<Void> gone = Future.succeededFuture();
  private int status;
  private long firstByteAt;
  private long lastWriteAt;
  private long stalledAt;
  private long bytes;

  CallerAnswer(
      HttpServerResponse response,
      AnswerHead head,
      Dialect dialect,
      String requestId,
      StreamConfig config,
      Transcript copy) {
    this.response = response;
    this.head = head;
    this.errors = new CallerErrors(this, head, dialect, requestId);
    this.config = config;
    this.copy = copy;
  }

  /** For what is no answer. */
  CallerErrors errors() {
    return errors;
  }

  /** What the caller asked for, once that is known. */
  void expects(Order.Shape expected) {
    shape = expected;
  }

  /** As the caller saw it; 0 while it has seen none. */
  int status() {
    return status;
  }

  /** Milliseconds to the first byte; 0 while there is none. */
  long firstByteMs() {
    return firstByteAt == 0 ? 0 : Duration.ofNanos(firstByteAt - begun).toMillis();
  }

  /** Of the answer, handed to the caller's connection so far. */
  long bytes() {
    return bytes;
  }

  /** The upstream's answer begins; what was held goes out whole. */
  void commit(UpstreamAnswer held, String channelId, int attempts) {
    if (phase == Phase.HELD) {
      head.from(channelId, attempts);
      head.ofUpstream(held, shape);
      begins(held.status());
      if (isWhole(held)) {
        bytes += held.body().length();
        last = response.end(copy.of(held.body()));
        phase = Phase.COMMITTED;
        return;
      }
    }
    phase = Phase.COMMITTED;
    write(held.body());
  }

  /** A streamed answer in other words begins. */
  void commit(Converted answer, int attempts) {
    if (phase == Phase.HELD) {
      head.from(answer.channelId(), attempts);
      head.ofConverted(answer.contentType(), answer.warnings());
      begins(200);
    }
    phase = Phase.COMMITTED;
  }

  /** An answer in other words, all of it. */
  void whole(Converted answer, int attempts, Buffer body) {
    head.from(answer.channelId(), attempts);
    whole(answer.warnings(), body);
  }

  /** An answer of the gateway's own, all of it. */
  void whole(String warnings, Buffer body) {
    head.ofJson(warnings, body.length());
    only(200, body);
  }

  /** What of the answer is not as it was asked for. */
  void warn(String warnings) {
    if (phase == Phase.HELD) {
      head.warn(warnings);
    }
  }

  /** An answer whose number of tokens was estimated here. */
  void estimated(Buffer body) {
    head.estimated();
    whole("", body);
  }

  /** By the length that it announced: head, body and end are one write then instead of two. */
  private boolean isWhole(UpstreamAnswer held) {
    if (shape != Order.Shape.WHOLE) {
      return false;
    }
    String length = held.headers().get(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.equals(Integer.toString(held.body().length()));
  }

  void write(Buffer chunk) {
    if (chunk.length() > 0) {
      lastWriteAt = System.nanoTime();
      bytes += chunk.length();
      response.write(copy.of(chunk));
    }
  }

  boolean full() {
    return last == null && response.writeQueueFull();
  }

  /** The caller has stopped reading; {@code resumed} is called once it reads again. */
  void stalled(Runnable resumed) {
    stalledAt = System.nanoTime();
    response.drainHandler(_ -> {
      stalledAt = 0;
      resumed.run();
    });
  }

  boolean stalledTooLong(long now) {
    return stalledAt != 0 && now - stalledAt > config.callerStall().toNanos();
  }

  /** Completes once the caller has been sent everything; a caller that does not read delays it. */
  Future<Void> gone() {
    return gone;
  }

  void end() {
    if (phase != Phase.ENDED) {
      ends(last == null ? response.end() : last);
    }
  }

  /** Its last bytes; the head has been written. */
  void last(Buffer chunk) {
    bytes += chunk.length();
    ends(response.end(copy.of(chunk)));
  }

  /** The head that has just been written begins it, and these are all of its bytes. */
  void only(int code, Buffer body) {
    begins(code);
    last(body);
  }

  /** Tears down what cannot be ended in order. */
  void cut() {
    phase = Phase.ENDED;
    response.reset();
  }

  /** Of a stream of events, whatever its phase. */
  boolean streams() {
    return shape == Order.Shape.STREAM;
  }

  boolean held() {
    return phase == Phase.HELD;
  }

  boolean opened() {
    return phase == Phase.OPENED;
  }

  boolean ended() {
    return phase == Phase.ENDED;
  }

  boolean committed() {
    return phase == Phase.COMMITTED;
  }

  /** Nanoseconds without a byte to the caller, from the beginning while there was none. */
  long silentFor(long now) {
    return now - (lastWriteAt == 0 ? begun : lastWriteAt);
  }

  /** Our own head goes out, of a stream whose upstream is not known yet. */
  void open() {
    head.ofStream();
    begins(200);
    phase = Phase.OPENED;
  }

  private void begins(int code) {
    status = code;
    firstByteAt = System.nanoTime();
    lastWriteAt = firstByteAt;
  }

  private void ends(Future<Void> sent) {
    phase = Phase.ENDED;
    gone = sent;
    if (stalledAt == 0 && !sent.isComplete()) {
      stalledAt = System.nanoTime();
    }
  }
}
