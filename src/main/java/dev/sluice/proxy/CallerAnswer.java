package dev.sluice.proxy;

import dev.sluice.config.StreamConfig;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.ErrorText;
import dev.sluice.protocol.Fault;
import dev.sluice.upstream.AnswerHeaders;
import dev.sluice.upstream.Order;
import dev.sluice.upstream.Reading;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The caller's side of an exchange: the phases of an answer and the only place that writes it.
 *
 * <p>{@code HELD}: nothing has gone out. {@code OPENED}: our own head and comments have. {@code
 * COMMITTED}: an upstream's bytes have, and no second answer can follow. Lives on one event loop.
 */
final class CallerAnswer {

  private enum Phase {
    HELD,
    OPENED,
    COMMITTED,
    ENDED
  }

  private static final Buffer COMMENT = Buffer.buffer(Dialect.comment());
  private static final Buffer EVENT_BREAK = Buffer.buffer("\n\n");

  private final HttpServerResponse response;
  private final Dialect dialect;
  private final String requestId;
  private final Order.Shape shape;
  private final StreamConfig config;
  private final long begun;
  private Phase phase = Phase.HELD;
  private int status;
  private long firstByteAt;
  private long lastWriteAt;
  private long stalledAt;

  CallerAnswer(
      HttpServerResponse response,
      Dialect dialect,
      String requestId,
      Order.Shape shape,
      StreamConfig config,
      long begun) {
    this.response = response;
    this.dialect = dialect;
    this.requestId = requestId;
    this.shape = shape;
    this.config = config;
    this.begun = begun;
  }

  boolean committed() {
    return phase == Phase.COMMITTED;
  }

  boolean ended() {
    return phase == Phase.ENDED;
  }

  /** As the caller saw it; 0 while it has seen none. */
  int status() {
    return status;
  }

  /** Milliseconds to the first byte; 0 while there is none. */
  long firstByteMs() {
    return firstByteAt == 0 ? 0 : Duration.ofNanos(firstByteAt - begun).toMillis();
  }

  /** The upstream's answer begins; what was held goes out whole. */
  void commit(UpstreamAnswer held, String channelId, int attempts) {
    if (phase == Phase.HELD) {
      AnswerHeaders.copy(held.headers(), response.headers());
      sized(held);
      named(channelId, attempts);
      head(held.status());
    }
    phase = Phase.COMMITTED;
    write(held.body());
  }

  void write(Buffer bytes) {
    if (bytes.length() > 0) {
      lastWriteAt = System.nanoTime();
      response.write(bytes);
    }
  }

  boolean full() {
    return response.writeQueueFull();
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

  void end() {
    if (phase != Phase.ENDED) {
      phase = Phase.ENDED;
      response.end();
    }
  }

  /** An upstream's own answer that is no success, whole: status and body as they came. */
  void relay(
      UpstreamAnswer answer, String channelId, int attempts, Optional<FinalAnswer.Advice> advice) {
    if (phase != Phase.HELD) {
      breakOff(faultOf(answer), At.EVENT_END);
      return;
    }
    AnswerHeaders.copy(answer.headers(), response.headers());
    advice.ifPresent(this::advise);
    named(channelId, attempts);
    response.putHeader("content-length", Integer.toString(answer.body().length()));
    finish(answer.status(), answer.body());
  }

  /** The gateway's own error. */
  void refuse(Fault fault, FinalAnswer.Advice advice, int attempts) {
    if (phase == Phase.HELD) {
      advise(advice);
      response.putHeader("x-sluice-attempts", Integer.toString(attempts));
    }
    refuse(fault);
  }

  void refuse(Fault fault) {
    if (phase != Phase.HELD) {
      breakOff(fault, At.EVENT_END);
      return;
    }
    var error = dialect.error(fault, requestId);
    response.putHeader("content-type", "application/json");
    response.putHeader("x-sluice-request-id", requestId);
    response.putHeader("content-length", Integer.toString(error.body().length));
    finish(error.status(), Buffer.buffer(error.body()));
  }

  /** Ends whatever phase the answer is in. */
  void refuseOrBreakOff(Fault fault, At at) {
    if (phase == Phase.HELD) {
      refuse(fault);
    } else {
      breakOff(fault, at);
    }
  }

  /** A client that only understands errors inside a stream gets a stream that is nothing else. */
  void refuseInStream(Fault fault) {
    if (phase == Phase.HELD) {
      openHead();
    }
    breakOff(fault, At.EVENT_END);
  }

  /** Where the last byte that went out stands. */
  enum At {
    EVENT_END,
    INSIDE_EVENT;

    static At of(Reading reading) {
      return reading.betweenEvents() ? EVENT_END : INSIDE_EVENT;
    }
  }

  /**
   * Ends a stream that has begun by the protocol's own error; an answer that is no stream can only
   * be cut.
   */
  void breakOff(Fault fault, At at) {
    if (phase == Phase.ENDED) {
      return;
    }
    boolean began = phase == Phase.COMMITTED;
    phase = Phase.ENDED;
    if (shape != Order.Shape.STREAM) {
      response.reset();
      return;
    }
    if (at == At.INSIDE_EVENT) {
      response.write(EVENT_BREAK);
    }
    byte[] frame =
        began
            ? dialect.streamError(fault, requestId)
            : dialect.streamErrorBeforeStart(fault, requestId);
    response.end(Buffer.buffer(frame));
  }

  /** Cuts a caller that does not read. */
  void cut() {
    phase = Phase.ENDED;
    response.reset();
  }

  /** Keeps a waiting caller alive. */
  void tickWaiting(long now) {
    if (shape != Order.Shape.STREAM) {
      return;
    }
    if (phase == Phase.HELD && now - begun > config.openAfter().toNanos()) {
      openHead();
      write(COMMENT);
    } else if (phase == Phase.OPENED && silent(now)) {
      write(COMMENT);
    }
  }

  /** Keeps a caller alive while its upstream thinks, without touching one of its events. */
  void tickFlowing(long now, Reading reading) {
    if (shape == Order.Shape.STREAM
        && phase == Phase.COMMITTED
        && silent(now)
        && reading.betweenEvents()
        && !reading.terminal()
        && !full()) {
      write(reading.started() ? Buffer.buffer(dialect.ping()) : COMMENT);
    }
  }

  private boolean silent(long now) {
    return now - lastWriteAt > config.pingAfter().toNanos();
  }

  private void openHead() {
    response
        .putHeader("content-type", "text/event-stream; charset=utf-8")
        .putHeader("cache-control", "no-cache")
        .putHeader("x-accel-buffering", "no")
        .putHeader("x-sluice-request-id", requestId)
        .setChunked(true);
    head(200);
    phase = Phase.OPENED;
  }

  private void sized(UpstreamAnswer held) {
    String length = held.headers().get("content-length");
    if (shape == Order.Shape.STREAM) {
      response.putHeader("x-accel-buffering", "no");
    }
    if (length == null || shape == Order.Shape.STREAM) {
      response.setChunked(true);
    } else {
      response.putHeader("content-length", length);
    }
  }

  private void named(String channelId, int attempts) {
    response.putHeader("x-sluice-request-id", requestId);
    response.putHeader("x-sluice-channel", channelId);
    response.putHeader("x-sluice-attempts", Integer.toString(attempts));
  }

  private void advise(FinalAnswer.Advice advice) {
    response.putHeader("x-should-retry", Boolean.toString(advice.retry()));
    response.headers().remove("retry-after").remove("retry-after-ms");
    if (advice.seconds() > 0) {
      response.putHeader("retry-after", Long.toString(advice.seconds()));
    }
  }

  private void head(int code) {
    status = code;
    firstByteAt = System.nanoTime();
    lastWriteAt = firstByteAt;
    response.setStatusCode(code);
  }

  private void finish(int code, Buffer body) {
    head(code);
    phase = Phase.ENDED;
    response.end(body);
  }

  /** What an upstream's answer says, for places where it cannot stand as it came. */
  static Fault faultOf(UpstreamAnswer answer) {
    return new Fault(kindOf(answer.status()), ErrorText.of(answer.body().getBytes()));
  }

  private static Fault.Kind kindOf(int upstreamStatus) {
    return switch (upstreamStatus) {
      case 404 -> Fault.Kind.MODEL_UNKNOWN;
      case 413 -> Fault.Kind.TOO_LARGE;
      case 429 -> Fault.Kind.RATE_LIMITED;
      case 503, 529 -> Fault.Kind.OVERLOADED;
      case 504 -> Fault.Kind.TIMEOUT;
      default -> upstreamStatus < 500 ? Fault.Kind.INVALID_REQUEST : Fault.Kind.UPSTREAM_FAILED;
    };
  }
}
