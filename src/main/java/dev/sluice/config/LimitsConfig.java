package dev.sluice.config;

import java.util.OptionalLong;

/**
 * @param maxBodyBytes of one request, after decompression
 * @param maxInFlightBodyBytes of all requests together; empty: a quarter of the heap
 */
public record LimitsConfig(int maxBodyBytes, OptionalLong maxInFlightBodyBytes) {

  public static final LimitsConfig DEFAULT = new LimitsConfig(33_554_432, OptionalLong.empty());
}
