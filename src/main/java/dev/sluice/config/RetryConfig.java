package dev.sluice.config;

import java.time.Duration;

/**
 * @param maxAttempts at most so many attempts a request, quick refusals of keys not counted
 * @param maxChannels at most so many channels a request
 * @param totalTimeout until the first content; never bounds the stream itself
 */
public record RetryConfig(int maxAttempts, int maxChannels, Duration totalTimeout) {

  public static final RetryConfig DEFAULT = new RetryConfig(6, 4, Duration.ofMinutes(10));
}
