package dev.sluice.upstream;

import dev.sluice.config.Timeouts;
import java.time.Duration;
import java.util.Optional;

/** The clock of one attempt: how long its parts took, and which of them takes too long. */
final class Pace {

  private static final long LINGER_NANOS = Duration.ofSeconds(1).toNanos();

  private final long begun = System.nanoTime();
  private long sentAt = begun;
  private long headAt;
  private long firstContentAt;
  private long lastByteAt;
  private long lastProgressAt;
  private long progress;
  private boolean paused;

  void sent() {
    sentAt = System.nanoTime();
  }

  void head() {
    headAt = System.nanoTime();
  }

  void content(long progressSoFar) {
    firstContentAt = System.nanoTime();
    lastByteAt = firstContentAt;
    lastProgressAt = firstContentAt;
    progress = progressSoFar;
  }

  void bytes(long progressSoFar) {
    lastByteAt = System.nanoTime();
    if (progressSoFar != progress) {
      progress = progressSoFar;
      lastProgressAt = lastByteAt;
    }
  }

  void paused() {
    paused = true;
  }

  /** Silence that the caller caused does not count against the upstream. */
  void resumed() {
    paused = false;
    lastByteAt = System.nanoTime();
    lastProgressAt = lastByteAt;
  }

  /** What is overdue before the first content. */
  Optional<String> overdueToContent(long now, Timeouts timeouts) {
    Duration most = timeouts.firstByte();
    return now - sentAt > most.toNanos()
        ? Optional.of("sent no content within " + shown(most))
        : Optional.empty();
  }

  /** What is overdue in an answer that flows. */
  Optional<String> overdueInFlow(long now, Order order) {
    Duration idle = order.timeouts().idle();
    if (paused) {
      return Optional.empty();
    }
    if (now - lastByteAt > idle.toNanos()) {
      return Optional.of("was silent for " + shown(idle));
    }
    return order.shape().streams() && now - lastProgressAt > order.progress().toNanos()
        ? Optional.of("sent nothing but pings for " + shown(order.progress()))
        : Optional.empty();
  }

  /** Whether an answer that has said all is kept open for no reason. */
  boolean lingers(long now) {
    return !paused && now - lastByteAt > LINGER_NANOS;
  }

  /** To the head, or to now while there is none. */
  long headMs() {
    return since(headAt == 0 ? System.nanoTime() : headAt);
  }

  long totalMs() {
    return since(System.nanoTime());
  }

  /** 0 while there is none. */
  long firstContentMs() {
    return firstContentAt == 0 ? 0 : since(firstContentAt);
  }

  private long since(long until) {
    return Duration.ofNanos(until - begun).toMillis();
  }

  private static String shown(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
