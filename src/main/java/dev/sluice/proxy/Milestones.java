package dev.sluice.proxy;

import dev.sluice.ledger.PassedOver;
import dev.sluice.ledger.Prelude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When one request got how far, in milliseconds since it came. */
final class Milestones {

  private final long came = System.nanoTime();
  private @Nullable Long received;
  private @Nullable Long admitted;
  private @Nullable Long attempt;
  private long content;

  /** Until now. */
  long elapsed() {
    return Duration.ofNanos(System.nanoTime() - came).toMillis();
  }

  void received() {
    received = elapsed();
  }

  void admitted() {
    admitted = elapsed();
  }

  /** An attempt begins, at the time that is given. */
  long attempt() {
    long now = elapsed();
    attempt = now;
    return now;
  }

  void content() {
    content = elapsed();
  }

  /** The start of the last attempt; null: none was made. */
  @Nullable Long attempted() {
    return attempt;
  }

  /** 0 while there is no content. */
  long contentAt() {
    return content;
  }

  Prelude prelude(List<PassedOver> skipped) {
    return new Prelude(received, admitted, skipped);
  }
}
