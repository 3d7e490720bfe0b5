package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Figures;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.Statistics.Line;
import dev.sluice.ledger.stats.Statistics.Summary;
import dev.sluice.ledger.stats.StatsQuery;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions and agents come to in a time, held to the requests one by one. */
final class DearestSessionsTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final int DAYS = 40;

  @TempDir Path folder = Path.of("");

  @Test
  void whateverTheTimeSessionsAndAgentsComeToWhatTheirRequestsDo() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<RequestRecord> all = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      all.add(record(i, random));
    }
    List<RequestRecord> late = new ArrayList<>(all);
    Collections.shuffle(late, new Random(seed));
    try (Database database = Database.at(folder.resolve("sluice.db"))) {
      var requests = new StoredRequests(database);
      for (int i = 0; i < late.size(); i += 50) {
        done(requests.append(late.subList(i, i + 50)));
      }
      var statistics = new StoredStatistics(database);
      for (int i = 0; i < 60; i++) {
        Span span = span(random);
        for (Dimension by : List.of(Dimension.SESSION, Dimension.AGENT)) {
          for (Map<Dimension, String> only : filters(random)) {
            var query = new StatsQuery(by, span, only, 1000);
            assertThat(lines(done(statistics.summary(query))))
                .as("seed %d, %s", seed, query)
                .isEqualTo(expected(all, query));
          }
        }
      }
    }
  }

  @Test
  void theDearestComeFirstAndTheTotalIsThatOfAllRequests() {
    try (Database database = Database.at(folder.resolve("sluice.db"))) {
      var requests = new StoredRequests(database);
      for (int i = 1; i <= 9; i++) {
        done(
            requests.append(
                List.of(
                    Records.spoken(
                        Records.charged("r" + i, NOON, "k1", price(i)), "s" + i, "", 100))));
      }
      done(
          requests.append(
              List.of(Records.spoken(Records.charged("r", NOON, "k1", price(99)), "", "", 100))));
      Span span = Span.around(NOON.minusSeconds(7200), NOON.plusSeconds(7200));
      Summary summary =
          done(
              new StoredStatistics(database)
                  .summary(new StatsQuery(Dimension.SESSION, span, Map.of(), 3)));
      assertThat(summary.lines()).extracting(Line::name).containsExactly("s9", "s8", "s7");
      assertThat(summary.total().requests()).isEqualTo(10);
    }
  }

  private static RequestRecord record(int i, SplittableRandom random) {
    Instant at = NOON.plus(Duration.ofMinutes(random.nextInt(DAYS * 24 * 60)));
    RequestRecord charged =
        Records.charged("r" + i, at, "k" + random.nextInt(3), price(random.nextInt(1000)));
    boolean brief = random.nextInt(3) > 0;
    String session =
        brief ? "s" + at.truncatedTo(java.time.temporal.ChronoUnit.DAYS) : "s" + random.nextInt(4);
    String agent = random.nextInt(3) > 0 ? "" : "a" + random.nextInt(3) + session;
    boolean none = random.nextInt(9) == 0;
    return Records.spoken(
        charged, none ? "" : session, none ? "" : agent, random.nextInt(7_200_000));
  }

  private static Span span(SplittableRandom random) {
    Instant from = NOON.plus(Duration.ofMinutes(random.nextInt(-2_000, DAYS * 24 * 60)));
    return Span.around(from, from.plus(Duration.ofMinutes(random.nextInt(1, DAYS * 24 * 60))));
  }

  private static List<Map<Dimension, String>> filters(SplittableRandom random) {
    String key = "k" + random.nextInt(3);
    String session = "s" + random.nextInt(4);
    return List.of(
        Map.of(),
        Map.of(Dimension.KEY, key),
        Map.of(Dimension.SESSION, session),
        Map.of(Dimension.SESSION, session, Dimension.KEY, key),
        Map.of(Dimension.AGENT, "a" + random.nextInt(3) + session));
  }

  /* Who has no agent is told as one only beside the agents of one session. */
  private static Map<String, Figures> expected(List<RequestRecord> all, StatsQuery query) {
    Map<String, Figures> sums = new HashMap<>();
    boolean everyone = query.ofAllSessions();
    for (RequestRecord record : all) {
      String name = query.by() == Dimension.AGENT ? record.agent() : record.session();
      boolean within =
          !record.time().isBefore(query.span().from()) && record.time().isBefore(query.span().to());
      if (within && fits(query).test(record) && !(everyone && name.isEmpty())) {
        Figures figures = Figures.request(record.failed());
        for (var each : record.billed()) {
          figures = figures.plus(Figures.of(each));
        }
        sums.merge(name, figures, Figures::plus);
      }
    }
    return sums;
  }

  private static Predicate<RequestRecord> fits(StatsQuery query) {
    return record ->
        query.only().getOrDefault(Dimension.KEY, record.caller().id()).equals(record.caller().id())
            && query
                .only()
                .getOrDefault(Dimension.SESSION, record.session())
                .equals(record.session())
            && query.only().getOrDefault(Dimension.AGENT, record.agent()).equals(record.agent());
  }

  private static Map<String, Figures> lines(Summary summary) {
    return summary.lines().stream().collect(Collectors.toMap(Line::name, Line::figures));
  }

  private static Cost price(long nanos) {
    return new Cost.Priced(new Money(nanos), "abc", BigDecimal.ONE);
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
