package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import dev.sluice.net.Outbound;
import dev.sluice.net.Unreachable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
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

  /** How often one request may meet a connection that its upstream had given up. */
  static final int MOST_RESENT = 3;

  private enum Stage {
    OPENING,
    SENT,
    ANSWERED,
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
  private final Listener listener;
  private final Reading reading;
  private final Pace pace = new Pace();
  private final Line line = new Line();
  private Order order;
  private Stage stage = Stage.OPENING;
  private @Nullable Answering answering;
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

  /** Whether the upstream has nothing more to say. */
  public boolean saidAll() {
    return reading.saidAll();
  }

  public boolean flowing() {
    return answering != null && answering.flowing();
  }

  /** Whether the upstream has said anything at all. */
  public boolean answered() {
    return line.isAnswered();
  }

  /** Milliseconds from the start to the head, or to now while there is none. */
  public long headMs() {
    return pace.headMs();
  }

  /** Milliseconds from the start to now. */
  public long totalMs() {
    return pace.totalMs();
  }

  /** Milliseconds from the start to the first content; 0 while there is none. */
  public long firstContentMs() {
    return pace.firstContentMs();
  }

  /** Stops asking: the caller is gone, or the time for this attempt is over. */
  public void cancel() {
    // Before the reset, which is told as an exception to whoever still listens.
    if (answering != null) {
      answering.cancel();
    }
    over();
  }

  /** The caller does not keep up; the upstream's deadlines rest meanwhile. */
  public void pause() {
    pace.paused();
    line.pause();
  }

  public void resume() {
    pace.resumed();
    line.resume();
  }

  /** Ends what has been silent for too long. */
  public void tick(long now) {
    if (answering != null) {
      answering.tick(now);
    } else if (stage == Stage.SENT) {
      pace.overdueToContent(now, order.timeouts())
          .ifPresent(reason -> fail(new Verdict.ChannelFailed("timeout"), reason));
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
    line.opened(opened);
    if (stage == Stage.OVER) {
      line.reset();
      return;
    }
    stage = Stage.SENT;
    pace.sent();
    order.headers().fill(opened.headers());
    opened.exceptionHandler(_ -> {});
    // Else the platform logs every reset as an error of its own.
    opened.connection().exceptionHandler(_ -> {});
    opened.response().onComplete(this::head, this::lost);
    opened.end(order.body());
  }

  /*
   * An upstream may give up a kept connection at the very moment at which it is used again. That
   * says nothing about the request, which is sent again over another one; after a pause several in
   * a row may be stale. A fresh connection, a time-out or the beginning of an answer ends this.
   */
  private void lost(Throwable cause) {
    if (stage != Stage.SENT) {
      return;
    }
    if (resent < MOST_RESENT && line.wentStale(cause) && outbound.reused(line.request())) {
      resent++;
      stage = Stage.OPENING;
      start();
      return;
    }
    fail(line.lost(cause), "closed the connection before answering");
  }

  private void head(HttpClientResponse head) {
    line.answered(head);
    pace.head();
    if (stage == Stage.OVER) {
      line.reset();
      return;
    }
    stage = Stage.ANSWERED;
    answering = new Answering(order, reading, pace, line, listener);
    order = order.sent();
    answering.begin();
  }

  private void fail(Verdict verdict, String reason) {
    over();
    listener.failed(new Failure(verdict, Optional.empty(), reason));
  }

  private void over() {
    stage = Stage.OVER;
    order = order.sent();
    line.reset();
  }
}
