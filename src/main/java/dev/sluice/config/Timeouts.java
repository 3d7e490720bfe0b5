package dev.sluice.config;

import java.time.Duration;

/**
 * How long an attempt may take.
 *
 * @param connect to a connection, TLS included
 * @param firstByte from the sent request to the first content
 * @param idle the longest silence after that
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle) {

  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofSeconds(240));
}
