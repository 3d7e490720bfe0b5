package dev.sluice.admin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A stream of events that says of each when it was sent, with the head of an inference stream: what
 * stands between shows by when they arrive. Not thread-safe.
 */
final class TimedEvents {

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final InstantSource clock;
  private final int events;
  private final long begun = System.nanoTime();
  private int sent;
  private long eventTimer = NO_TIMER;
  private long commentTimer = NO_TIMER;

  TimedEvents(Vertx vertx, HttpServerResponse response, InstantSource clock, int events) {
    this.vertx = vertx;
    this.response = response;
    this.clock = clock;
    this.events = events;
  }

  /**
   * The first event goes out at once.
   *
   * @param comments between comments, in milliseconds; 0: none
   */
  void begin(long every, long comments) {
    response
        .putHeader("content-type", "text/event-stream; charset=utf-8")
        .putHeader("cache-control", "no-cache")
        .putHeader("x-accel-buffering", "no")
        .setChunked(true);
    next();
    if (response.ended()) {
      return;
    }
    eventTimer = vertx.setPeriodic(every, _ -> next());
    if (comments > 0) {
      commentTimer = vertx.setPeriodic(comments, _ -> write(": still here\n\n"));
    }
  }

  private void next() {
    sent++;
    long after = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    write(
        "event: tick\ndata: {\"n\":"
            + sent
            + ",\"of\":"
            + events
            + ",\"afterMs\":"
            + after
            + ",\"time\":\""
            + clock.instant()
            + "\"}\n\n");
    if (sent >= events) {
      end();
    }
  }

  private void write(String text) {
    if (!response.closed() && !response.ended()) {
      response.write(text);
    }
  }

  void end() {
    stop();
    if (!response.closed() && !response.ended()) {
      response.end();
    }
  }

  /** Writes no more. */
  void stop() {
    vertx.cancelTimer(eventTimer);
    vertx.cancelTimer(commentTimer);
  }
}
