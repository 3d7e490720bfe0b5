package dev.sluice.admin;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** One who listens; what does not fit into its connection is left out, and it is told so. */
final class EventListener {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final HttpServerResponse response;
  private final BooleanSupplier welcome;
  private long lastWrite = System.nanoTime();
  private long missed;
  private boolean wantsEverything = true;

  /**
   * @param welcome whether it may still listen
   */
  EventListener(HttpServerResponse response, BooleanSupplier welcome) {
    this.response = response;
    this.welcome = welcome;
  }

  boolean welcome() {
    return welcome.getAsBoolean();
  }

  void begin() {
    response
        .setChunked(true)
        .putHeader("content-type", "text/event-stream")
        .putHeader("cache-control", "no-cache")
        .putHeader("x-accel-buffering", "no");
    write(": listening\nretry: 2000\n\n");
  }

  void tell(String frame) {
    if (response.writeQueueFull()) {
      missed++;
      return;
    }
    if (missed > 0) {
      write("event: missed\ndata: {\"count\":" + missed + "}\n\n");
      missed = 0;
      wantsEverything = true;
    }
    write(frame);
  }

  /** Whether it has just come, or has missed something, and needs the whole picture. */
  boolean wantsEverything() {
    return wantsEverything;
  }

  void everything(String frame) {
    if (!response.writeQueueFull()) {
      wantsEverything = false;
      tell(frame);
    }
  }

  void tick(long now, Instant time) {
    if (now - lastWrite > HEARTBEAT.toNanos() && !response.writeQueueFull()) {
      write("event: heartbeat\ndata: {\"time\":\"" + time + "\"}\n\n");
    }
  }

  void end() {
    if (!response.ended()) {
      response.end();
    }
  }

  private void write(String text) {
    if (!response.closed()) {
      lastWrite = System.nanoTime();
      response.write(text);
    }
  }
}
