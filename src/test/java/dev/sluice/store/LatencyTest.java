package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Latency;
import dev.sluice.ledger.stats.Latency.Percentiles;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.StatsQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LatencyTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path folder = Path.of("");
  private Database database = Database.at(Path.of(""));

  @BeforeEach
  void open() {
    database = Database.at(folder.resolve("sluice.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void halfAndNinetyFiveOfAHundredStayWithinWhatIsTold() {
    append(IntStream.rangeClosed(1, 100).mapToObj(n -> waited("r" + n, n, 2 * n, false)).toList());
    Latency latency = latency(Map.of());
    assertThat(latency.requests()).isEqualTo(100);
    assertThat(latency.firstByte()).contains(new Percentiles(50, 95));
    assertThat(latency.firstContent()).contains(new Percentiles(100, 190));
  }

  @Test
  void aSingleRequestStandsForBoth() {
    append(List.of(waited("r", 7, 9, false)));
    assertThat(latency(Map.of()).firstByte()).contains(new Percentiles(7, 7));
  }

  @Test
  void whatGaveNoContentAndWhatOnlyCountedTokensIsNotMeasured() {
    append(List.of(waited("failed", 3, 0, false), waited("counted", 3, 3, true)));
    assertThat(latency(Map.of())).isEqualTo(Latency.of(List.of(), List.of()));
  }

  @Test
  void onlyWhatIsAskedForIsMeasured() {
    append(List.of(waited("r", 7, 9, false)));
    for (Dimension each : List.of(Dimension.CHANNEL, Dimension.MODEL, Dimension.KEY)) {
      assertThat(latency(Map.of(each, "another")).requests()).as(each.label()).isZero();
    }
    assertThat(
            latency(
                    Map.of(
                        Dimension.CHANNEL, "main",
                        Dimension.MODEL, "claude-sonnet-4-5",
                        Dimension.SESSION, "s1"))
                .requests())
        .isEqualTo(1);
    var later = new Span(NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(2)));
    assertThat(latency(later, Map.of()).requests()).isZero();
  }

  private Latency latency(Map<Dimension, String> only) {
    return latency(new Span(NOON, NOON.plus(Duration.ofHours(1))), only);
  }

  private Latency latency(Span span, Map<Dimension, String> only) {
    return new StoredStatistics(database)
        .latency(new StatsQuery(Dimension.DAY, span, only, 1))
        .toCompletableFuture()
        .join();
  }

  private void append(List<RequestRecord> records) {
    new StoredRequests(database).append(records).toCompletableFuture().join();
  }

  private static RequestRecord waited(
      String id, long firstByte, long firstContent, boolean counting) {
    return Records.waited(Records.served(id, NOON), firstByte, firstContent, counting);
  }
}
