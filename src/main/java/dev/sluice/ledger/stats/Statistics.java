package dev.sluice.ledger.stats;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Answers questions about what requests add up to. Nothing here waits. */
public interface Statistics {

  /** The figures of one model, key, day and so on; a day is told as 2026-01-31. */
  record Line(String name, Figures figures) {}

  /** The dearest first (days: the newest), and all there is together. */
  record Summary(List<Line> lines, Figures total) {}

  /** The figures of a minute, an hour or a day. */
  record Point(Instant at, Figures figures) {}

  CompletionStage<Summary> summary(StatsQuery query);

  /** In the order of time; what had no request is left out. */
  CompletionStage<List<Point>> series(StatsQuery query, Bucket bucket);

  /** Of the latest that ended in the time; not of those that counted tokens. */
  CompletionStage<Latency> latency(StatsQuery query);

  CompletionStage<SessionPage> sessions(SessionQuery query);
}
