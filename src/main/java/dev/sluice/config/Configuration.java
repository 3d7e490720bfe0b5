package dev.sluice.config;

import java.util.List;

/** The checked configuration document. */
public record Configuration(
    Strategy strategy,
    List<ChannelConfig> channels,
    List<Mapping> mappings,
    RetryConfig retry,
    BreakerConfig breaker,
    ProbeConfig probe,
    StreamConfig stream,
    LimitsConfig limits,
    RetentionConfig retention) {

  public static final Configuration EMPTY =
      new Configuration(
          Strategy.FAILOVER,
          List.of(),
          List.of(),
          RetryConfig.DEFAULT,
          BreakerConfig.DEFAULT,
          ProbeConfig.DEFAULT,
          StreamConfig.DEFAULT,
          LimitsConfig.DEFAULT,
          RetentionConfig.DEFAULT);
}
