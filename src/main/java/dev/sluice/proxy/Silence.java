package dev.sluice.proxy;

import dev.sluice.config.StreamConfig;
import dev.sluice.protocol.Dialect;
import dev.sluice.upstream.Reading;
import io.vertx.core.buffer.Buffer;

/** Keeps a caller alive who hears nothing for a while. */
final class Silence {

  private final CallerAnswer answer;
  private final Dialect dialect;
  private final long openAfter;
  private final long pingAfter;

  Silence(CallerAnswer answer, Dialect dialect, StreamConfig config) {
    this.answer = answer;
    this.dialect = dialect;
    this.openAfter = config.openAfter().toNanos();
    this.pingAfter = config.pingAfter().toNanos();
  }

  /** While no upstream has given any content. */
  void tickWaiting(long now) {
    if (!answer.streams()) {
      return;
    }
    if (answer.held() && answer.silentFor(now) > openAfter) {
      answer.open();
      answer.write(waiting());
    } else if (answer.opened() && answer.silentFor(now) > pingAfter) {
      answer.write(waiting());
    }
  }

  /** While an upstream's own events flow, without touching one of them. */
  void tickFlowing(long now, Reading reading) {
    if (isDue(now) && reading.betweenEvents() && !reading.saidAll()) {
      answer.write(reading.started() ? Buffer.buffer(dialect.ping()) : waiting());
    }
  }

  private Buffer waiting() {
    return Buffer.buffer(dialect.waiting());
  }

  /** Whether a stream that flows has been without a byte for so long that a frame is due. */
  boolean isDue(long now) {
    return answer.streams()
        && answer.committed()
        && answer.silentFor(now) > pingAfter
        && !answer.full();
  }
}
