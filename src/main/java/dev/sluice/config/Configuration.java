package dev.sluice.config;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The checked configuration document.
 *
 * @param timeZone in which days, weeks and months of budgets begin; absent: UTC
 */
public record Configuration(
    Strategy strategy,
    List<ChannelConfig> channels,
    List<Mapping> mappings,
    RetryConfig retry,
    BreakerConfig breaker,
    ProbeConfig probe,
    StreamConfig stream,
    LimitsConfig limits,
    ZoneId timeZone,
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
          ZoneOffset.UTC,
          RetentionConfig.DEFAULT);
}
