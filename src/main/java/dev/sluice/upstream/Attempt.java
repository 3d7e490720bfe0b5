package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import dev.sluice.net.Outbound;
import dev.sluice.net.Unreachable;
import dev.sluice.protocol.Usage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request to one upstream, from the connection to the last byte.
 *
 * <p>Nothing is told before the answer's first content, so that whoever listens may still go
 * elsewhere; from then on every chunk is handed over as it came. Lives on one event loop. Its
 * deadlines are checked by {@link #tick}, not by timers of its own.
 */
public final class Attempt {

  private static final long CANCEL = 8;
  private static final int MOST_RESENT = 3;

  /** The longest error that is kept for the caller. */
  static final int MOST_ERROR = 1024 * 1024;

  private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();

  private enum Stage {
    OPENING,
    SENT,
    HOLDING,
    REFUSED,
    FLOWING,
    OVER
  }

  /** Who is told; called on the attempt's event loop, never after an end. */
  public interface Listener {

    /** It ended before any content. */
    void failed(Failure failure);

    /** The first content is here: what was held, head and bytes. */
    void opened(UpstreamAnswer held);

    /** A further chunk, untouched. */
    void bytes(Buffer chunk);

    void ended(Ending ending);
  }

  private final Outbound outbound;
  private final Order order;
  private final Listener listener;
  private final Reading reading;
  private final Held held = new Held();
  private final long begun = System.nanoTime();
  private Stage stage = Stage.OPENING;
  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;
  private long sentAt = begun;
  private long headAt = begun;
  private long firstContentAt;
  private long lastByteAt;
  private long lastProgressAt;
  private long progress;
  private boolean paused;
  private int resent;

  public Attempt(Outbound outbound, Order order, Listener listener) {
    this.outbound = outbound;
    this.order = order;
    this.listener = listener;
    this.reading = Reading.of(order.shape(), order.protocol());
  }

  public void start() {
    outbound
        .request(order.destination(), HttpMethod.POST, order.uri())
        .onComplete(this::send, this::unreachable);
  }

  /** What is known of the answer so far, for whoever inserts frames between its events. */
  public Reading reading() {
    return reading;
  }

  public boolean flowing() {
    return stage == Stage.FLOWING;
  }

  /** Whether the upstream has said anything at all. */
  public boolean answered() {
    return response != null;
  }

  /** Milliseconds from the start to the head, or to now while there is none. */
  public long headMs() {
    long until = response == null ? System.nanoTime() : headAt;
    return Duration.ofNanos(until - begun).toMillis();
  }

  /** Milliseconds from the start to now. */
  public long totalMs() {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }

  /** Milliseconds from the start to the first content; 0 while there is none. */
  public long firstContentMs() {
    return firstContentAt == 0 ? 0 : Duration.ofNanos(firstContentAt - begun).toMillis();
  }

  /** Stops asking: the caller is gone, or the time for this attempt is over. */
  public void cancel() {
    if (stage != Stage.OVER) {
      stage = Stage.OVER;
      reset();
    }
  }

  /** The caller does not keep up; the upstream's deadlines rest meanwhile. */
  public void pause() {
    paused = true;
    if (response != null) {
      response.pause();
    }
  }

  public void resume() {
    if (paused) {
      paused = false;
      lastByteAt = System.nanoTime();
      lastProgressAt = lastByteAt;
      if (response != null) {
        response.resume();
      }
    }
  }

  /** Ends what has been silent for too long. */
  public void tick(long now) {
    switch (stage) {
      case SENT, HOLDING, REFUSED -> tickWaiting(now);
      case FLOWING -> tickFlowing(now);
      case OPENING, OVER -> {}
    }
  }

  private void tickWaiting(long now) {
    Duration most = order.timeouts().firstByte();
    if (now - sentAt > most.toNanos()) {
      fail(new Verdict.ChannelFailed("timeout"), "sent no content within " + shown(most));
    }
  }

  private void tickFlowing(long now) {
    if (paused) {
      return;
    }
    if (reading.terminal() && now - lastByteAt > LINGER_NANOS) {
      complete();
    } else if (now - lastByteAt > order.timeouts().idle().toNanos()) {
      broke("was silent for " + shown(order.timeouts().idle()));
    } else if (order.shape() == Order.Shape.STREAM
        && now - lastProgressAt > order.progress().toNanos()) {
      broke("sent nothing but pings for " + shown(order.progress()));
    }
  }

  private void unreachable(Throwable cause) {
    if (stage == Stage.OVER) {
      return;
    }
    String reason =
        cause instanceof Unreachable unreachable
            ? String.valueOf(unreachable.getMessage())
            : cause.getClass().getSimpleName();
    fail(Classifier.transport(cause, false), reason);
  }

  private void send(HttpClientRequest opened) {
    request = opened;
    if (stage == Stage.OVER) {
      reset();
      return;
    }
    stage = Stage.SENT;
    sentAt = System.nanoTime();
    opened.headers().addAll(order.headers());
    opened.exceptionHandler(_ -> {});
    opened.response().onComplete(this::head, this::lost);
    opened.end(order.body());
  }

  /*
   * An upstream may give up a kept connection at the very moment at which it is used again. That
   * says nothing about the request, which is sent once more over another connection.
   */
  private void lost(Throwable cause) {
    if (stage == Stage.SENT
        && request != null
        && outbound.reused(request)
        && resent < MOST_RESENT) {
      resent++;
      stage = Stage.OPENING;
      start();
    } else if (stage == Stage.SENT) {
      fail(lostInTransport(cause), "closed the connection before answering");
    }
  }

  private Verdict lostInTransport(Throwable cause) {
    return request == null || request.version() != HttpVersion.HTTP_2
        ? Classifier.transport(cause, true)
        : Classifier.transport(cause, true, request.streamId());
  }

  private void head(HttpClientResponse head) {
    response = head;
    headAt = System.nanoTime();
    if (stage == Stage.OVER) {
      reset();
      return;
    }
    head.exceptionHandler(this::cut);
    head.endHandler(_ -> end());
    head.handler(this::chunk);
    stage = head.statusCode() / 100 == 2 ? Stage.HOLDING : Stage.REFUSED;
  }

  private void chunk(Buffer chunk) {
    switch (stage) {
      case HOLDING -> hold(chunk);
      case REFUSED -> refuse(chunk);
      case FLOWING -> flow(chunk);
      case OPENING, SENT, OVER -> {}
    }
  }

  private void hold(Buffer chunk) {
    held.add(chunk);
    reading.feed(chunk);
    switch (reading.finding()) {
      case WAIT -> {
        if (held.full()) {
          open();
        }
      }
      case CONTENT -> open();
      case ERROR -> fakeSuccess("answered 200 with an error");
      case NOT_AN_ANSWER -> fakeSuccess("answered 200 with something that is no answer");
    }
  }

  private void refuse(Buffer chunk) {
    held.add(chunk);
    if (held.length() > MOST_ERROR) {
      fail(new Verdict.ChannelFailed("error_too_large"), "sent an error of more than 1 MiB");
    }
  }

  private void flow(Buffer chunk) {
    lastByteAt = System.nanoTime();
    reading.feed(chunk);
    if (reading.progress() != progress) {
      progress = reading.progress();
      lastProgressAt = lastByteAt;
    }
    listener.bytes(chunk);
  }

  private void open() {
    stage = Stage.FLOWING;
    firstContentAt = System.nanoTime();
    lastByteAt = firstContentAt;
    lastProgressAt = firstContentAt;
    progress = reading.progress();
    listener.opened(answer());
  }

  private void end() {
    switch (stage) {
      case HOLDING -> endHeld();
      case REFUSED -> refused();
      case FLOWING -> endFlowing();
      case OPENING, SENT, OVER -> {}
    }
  }

  private void endHeld() {
    switch (reading.atEnd()) {
      case COMPLETE -> {
        open();
        complete();
      }
      case ERROR -> fakeSuccess("answered 200 with an error");
      case NOT_AN_ANSWER -> fakeSuccess("answered 200 with something that is no answer");
      case CUT -> fakeSuccess(held.isEmpty() ? "answered 200 with nothing" : "ended too early");
    }
  }

  private void endFlowing() {
    switch (reading.atEnd()) {
      case COMPLETE, ERROR -> complete();
      case NOT_AN_ANSWER, CUT -> broke("ended without the protocol's last event");
    }
  }

  private void cut(Throwable cause) {
    switch (stage) {
      case HOLDING, REFUSED ->
          fail(lostInTransport(cause), "closed the connection before any content");
      case FLOWING -> {
        if (reading.terminal()) {
          complete();
        } else {
          broke("closed the connection in the middle of the answer");
        }
      }
      case OPENING, SENT, OVER -> {}
    }
  }

  private void refused() {
    UpstreamAnswer answer = answer();
    Verdict verdict =
        Classifier.answer(
            order.protocol(),
            answer.status(),
            answer.headers()::get,
            answer.body().getBytes(),
            Instant.now());
    stage = Stage.OVER;
    listener.failed(new Failure(verdict, Optional.of(answer), "answered " + answer.status()));
  }

  private void fakeSuccess(String reason) {
    UpstreamAnswer answer = answer();
    Verdict verdict =
        reading
            .error()
            .map(data -> Classifier.streamError(data, Instant.now()))
            .orElseGet(() -> new Verdict.ChannelFailed("fake_success"));
    Optional<UpstreamAnswer> said =
        reading.error().map(data -> FakeSuccess.asAnswer(order.protocol(), verdict, data, answer));
    stage = Stage.OVER;
    reset();
    listener.failed(new Failure(verdict, said, reason));
  }

  private void fail(Verdict verdict, String reason) {
    stage = Stage.OVER;
    reset();
    listener.failed(new Failure(verdict, Optional.empty(), reason));
  }

  private void complete() {
    Verdict verdict =
        reading
            .error()
            .map(data -> Classifier.streamError(data, Instant.now()))
            .orElseGet(Verdict.Succeeded::new);
    over(new Ending.Complete(reading.usage(), verdict));
  }

  private void broke(String reason) {
    Usage usage = reading.usage();
    over(
        new Ending.Broken(
            usage, new Verdict.ChannelFailed("broken_stream"), reason, !reading.betweenEvents()));
  }

  private void over(Ending ending) {
    stage = Stage.OVER;
    reset();
    listener.ended(ending);
  }

  /** Harmless once the answer has come whole: the connection is back in its pool by then. */
  private void reset() {
    if (request != null && (response == null || !ended(response))) {
      request.reset(CANCEL);
    }
  }

  private static boolean ended(HttpClientResponse response) {
    return response.end().isComplete();
  }

  private UpstreamAnswer answer() {
    HttpClientResponse head = java.util.Objects.requireNonNull(response, "no head yet");
    return new UpstreamAnswer(head.statusCode(), head.headers(), held.joined());
  }

  private static String shown(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
