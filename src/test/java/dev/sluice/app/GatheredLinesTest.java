package dev.sluice.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GatheredLinesTest {

  private static final int WAIT_SECONDS = 10;

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void close() {
    context.stop();
  }

  private GatheredLines to(OutputStream out) {
    context.setMDCAdapter(new LogbackMDCAdapter());
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %msg;");
    encoder.start();
    var lines = new GatheredLines(encoder, out);
    lines.setContext(context);
    lines.start();
    return lines;
  }

  private void log(GatheredLines lines, Level level, String message) {
    lines.doAppend(
        new LoggingEvent("test", context.getLogger("test"), level, message, null, new Object[0]));
  }

  @Test
  void linesAreWrittenInTheirOrder() throws Exception {
    var written = new LinkedBlockingQueue<String>();
    var lines = to(new Told(written));
    log(lines, Level.INFO, "one");
    log(lines, Level.ERROR, "two");
    var all = new StringBuilder();
    while (!all.toString().equals("INFO one;ERROR two;")) {
      String more = written.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      assertThat(more).as("after %s", all).isNotNull();
      all.append(more);
    }
    lines.stop();
  }

  @Test
  void stoppingWritesWhatIsLeft() {
    var out = new ByteArrayOutputStream();
    var lines = to(out);
    for (int i = 0; i < 1000; i++) {
      log(lines, Level.INFO, "line");
    }
    lines.stop();
    assertThat(out.toString(UTF_8)).hasSize(1000 * "INFO line;".length());
  }

  @Test
  void underPressureWarningsOutliveTheRest() throws Exception {
    var stuck = new Stuck();
    var lines = to(stuck);
    log(lines, Level.INFO, "first");
    assertThat(stuck.entered.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < GatheredLines.MOST; i++) {
      log(lines, Level.INFO, "x");
    }
    log(lines, Level.WARN, "late");
    stuck.free.countDown();
    lines.stop();
    assertThat(stuck.out.toString(UTF_8))
        .endsWith("WARN late;")
        .hasSizeLessThan(GatheredLines.MOST * "INFO x;".length());
  }

  /** Tells what it is given. */
  private static final class Told extends OutputStream {

    private final LinkedBlockingQueue<String> written;

    Told(LinkedBlockingQueue<String> written) {
      this.written = written;
    }

    @Override
    public void write(int one) {
      throw new IllegalStateException("bytes are to come together");
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      written.add(new String(bytes, from, length, UTF_8));
    }
  }

  /** A terminal that nobody reads until it is freed. */
  private static final class Stuck extends OutputStream {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    public void write(int one) {
      throw new IllegalStateException("bytes are to come together");
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      entered.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      out.write(bytes, from, length);
    }
  }
}
