package dev.sluice.testing;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** One thing that a scripted upstream does on the connection of a request. */
public sealed interface Step {

  /** Puts bytes on the wire as they are, in a segment of their own as far as TCP lets them be. */
  record Send(Buffer bytes) implements Step {}

  /** Sends the same bytes again and again; the caller's back-pressure stops it. */
  record Flood(Buffer bytes, int times) implements Step {}

  record Pause(Duration time) implements Step {}

  /** Goes on when the test opens the gate. */
  record Await(CountDownLatch gate) implements Step {}

  /** Says nothing more until the caller has gone. */
  record Stall() implements Step {}

  /** Ends the connection as a clean FIN. */
  record Close() implements Step {}

  /** Tears the connection down with a RST. */
  record Reset() implements Step {}

  static Step send(String text) {
    return new Send(Buffer.buffer(text));
  }

  static Step send(Buffer bytes) {
    return new Send(bytes);
  }

  static Step pause(Duration time) {
    return new Pause(time);
  }

  static Step await(CountDownLatch gate) {
    return new Await(gate);
  }

  static Step stall() {
    return new Stall();
  }

  static Step close() {
    return new Close();
  }

  static Step reset() {
    return new Reset();
  }
}
