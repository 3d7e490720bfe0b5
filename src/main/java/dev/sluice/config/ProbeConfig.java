package dev.sluice.config;

import java.time.Duration;

/**
 * @param every zero: only at start
 */
public record ProbeConfig(Duration every, Duration timeout) {

  public static final ProbeConfig DEFAULT =
      new ProbeConfig(Duration.ofSeconds(60), Duration.ofSeconds(5));
}
