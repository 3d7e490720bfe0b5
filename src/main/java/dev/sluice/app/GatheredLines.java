package dev.sluice.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines without waiting and writes all that came within a moment at once. Whoever writes a
 * line wakes nobody but the one who was the first after a silence. Under pressure lines of INFO and
 * below are dropped first.
 */
final class GatheredLines extends UnsynchronizedAppenderBase<ILoggingEvent> {

  static final int MOST = 8192;
  private static final int MOST_INFO = MOST / 5 * 4;
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int MOST_BYTES = 64 * 1024;

  private final Encoder<ILoggingEvent> encoder;
  private final OutputStream out;
  private final Queue<ILoggingEvent> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private @Nullable Thread writer;

  GatheredLines(Encoder<ILoggingEvent> encoder, OutputStream out) {
    this.encoder = encoder;
    this.out = out;
  }

  @Override
  public void start() {
    super.start();
    writer = Thread.ofPlatform().daemon().name("log").start(this::run);
  }

  /** Writes what is left. */
  @Override
  public void stop() {
    super.stop();
    write();
  }

  @Override
  protected void append(ILoggingEvent line) {
    int most = line.getLevel().isGreaterOrEqual(Level.WARN) ? MOST : MOST_INFO;
    int before = size.getAndIncrement();
    if (before >= most) {
      size.decrementAndGet();
      return;
    }
    line.prepareForDeferredProcessing();
    waiting.add(line);
    if (before == 0) {
      LockSupport.unpark(writer);
    }
  }

  private void run() {
    while (isStarted()) {
      if (size.get() == 0) {
        LockSupport.park(this);
      }
      LockSupport.parkNanos(this, MOMENT_NANOS);
      write();
    }
  }

  private synchronized void write() {
    var gathered = new ByteArrayOutputStream();
    for (ILoggingEvent line = waiting.poll(); line != null; line = waiting.poll()) {
      size.decrementAndGet();
      gathered.writeBytes(encoder.encode(line));
      if (gathered.size() > MOST_BYTES) {
        pass(gathered);
      }
    }
    pass(gathered);
  }

  /* A terminal that is gone is no reason to stop. */
  private void pass(ByteArrayOutputStream gathered) {
    if (gathered.size() == 0) {
      return;
    }
    try {
      gathered.writeTo(out);
      out.flush();
    } catch (IOException e) {
      addError("The log cannot be written", e);
    }
    gathered.reset();
  }
}
