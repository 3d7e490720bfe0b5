package dev.sluice.ledger.stats;

import java.util.List;
import java.util.Optional;

/**
 * How long answers were waited for.
 *
 * @param requests answered ones that were looked at
 * @param firstByte to the first byte to the caller; empty of no request
 * @param firstContent to the first content
 */
public record Latency(
    int requests, Optional<Percentiles> firstByte, Optional<Percentiles> firstContent) {

  /** So many are looked at, the newest: more would not change what they say. */
  public static final int MOST = 10_000;

  /** What half of them and what 95 of a hundred stay within, ms; each is one that was measured. */
  public record Percentiles(long p50, long p95) {

    static Optional<Percentiles> of(List<Long> measured) {
      if (measured.isEmpty()) {
        return Optional.empty();
      }
      List<Long> sorted = measured.stream().sorted().toList();
      return Optional.of(new Percentiles(rank(sorted, 50), rank(sorted, 95)));
    }

    private static long rank(List<Long> sorted, int percent) {
      return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
  }

  public static Latency of(List<Long> firstBytes, List<Long> firstContents) {
    return new Latency(
        firstBytes.size(), Percentiles.of(firstBytes), Percentiles.of(firstContents));
  }
}
