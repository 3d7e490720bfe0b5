package dev.sluice.config;

import java.time.Duration;

/**
 * What a streaming caller sees while the upstream is silent, and when silence ends a stream.
 *
 * @param openAfter until the gateway's own head goes out
 * @param pingAfter between frames of the gateway's own
 * @param progress the longest time of pings without anything else
 * @param callerStall the longest time that a caller may not read
 */
public record StreamConfig(
    Duration openAfter, Duration pingAfter, Duration progress, Duration callerStall) {

  public static final StreamConfig DEFAULT =
      new StreamConfig(
          Duration.ofSeconds(15),
          Duration.ofSeconds(12),
          Duration.ofMinutes(10),
          Duration.ofMinutes(2));
}
