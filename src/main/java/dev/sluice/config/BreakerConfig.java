package dev.sluice.config;

import java.time.Duration;

/**
 * @param failures within {@code window} that open a channel's breaker; 0: breakers are off
 * @param open the first rest of an opened channel, doubled each time up to {@code maxOpen}
 */
public record BreakerConfig(int failures, Duration window, Duration open, Duration maxOpen) {

  public static final BreakerConfig DEFAULT =
      new BreakerConfig(5, Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(60));
}
