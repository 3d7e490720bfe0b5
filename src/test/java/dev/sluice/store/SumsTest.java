package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.stats.Bucket;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Figures;
import dev.sluice.ledger.stats.SessionLine;
import dev.sluice.ledger.stats.SessionPage;
import dev.sluice.ledger.stats.SessionQuery;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.Statistics.Line;
import dev.sluice.ledger.stats.Statistics.Point;
import dev.sluice.ledger.stats.Statistics.Summary;
import dev.sluice.ledger.stats.StatsQuery;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SumsTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Span MONTH =
      Span.around(Instant.parse("2026-04-15T07:30:00Z"), Instant.parse("2026-05-15T19:30:00Z"));

  @TempDir Path folder = Path.of("");
  private Database database = Database.at(Path.of(""));
  private StoredRequests requests = new StoredRequests(database);
  private StoredStatistics statistics = new StoredStatistics(database);

  @BeforeEach
  void open() {
    database = Database.at(folder.resolve("sluice.db"));
    requests = new StoredRequests(database);
    statistics = new StoredStatistics(database);
    done(requests.append(List.of()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAttemptCountsWhereItWentAndItsRequestWhereItEnded() {
    done(requests.append(List.of(Records.charged("r1", NOON, "k1", price("0.5")))));
    Summary byModel = done(statistics.summary(query(Dimension.MODEL)));
    assertThat(byModel.lines())
        .containsExactly(
            new Line(
                "claude-sonnet-4-5",
                new Figures(1, 0, new Usage(10, 20, 30, 4, 5, 1, true), Money.parse("0.5"), 0, 0)),
            new Line(
                "opus", new Figures(0, 0, new Usage(10, 20, 30, 4, 5, 1, true), Money.ZERO, 1, 1)));
    assertThat(byModel.total().requests()).isEqualTo(1);
    assertThat(byModel.total().usage().outputTokens()).isEqualTo(40);
    assertThat(names(Dimension.CHANNEL)).containsExactly("main", "first");
    assertThat(names(Dimension.KEY)).containsExactly("k1");
    assertThat(names(Dimension.USER)).containsExactly("anna");
    assertThat(names(Dimension.SESSION)).containsExactly("s1");
    assertThat(names(Dimension.DAY)).containsExactly("2026-05-01");
  }

  @Test
  void whatComesTwiceCountsOnce() {
    RequestRecord record = Records.charged("r1", NOON, "k1", price("0.5"));
    done(requests.append(List.of(record, record)));
    done(requests.append(List.of(record)));
    assertThat(done(statistics.summary(query(Dimension.MODEL))).total().cost())
        .isEqualTo(Money.parse("0.5"));
  }

  @Test
  void strangersAndCountedTokensDoNotCount() {
    done(requests.append(List.of(RequestRecord.refused("r1", NOON, "anthropic", 401, "no"))));
    assertThat(done(statistics.summary(query(Dimension.KEY))).total().requests()).isZero();
  }

  @Test
  void wholeDaysAndTheHoursAroundThemAgreeWithTheRequests() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<RequestRecord> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Instant at = NOON.plus(Duration.ofMinutes(random.nextInt(-30_000, 30_000)));
      all.add(Records.charged("r" + i, at, "k" + random.nextInt(3), price("0.000000001")));
    }
    done(requests.append(all));
    for (int i = 0; i < 30; i++) {
      Instant from = NOON.plus(Duration.ofMinutes(random.nextInt(-20_000, 10_000)));
      Span span = Span.around(from, from.plus(Duration.ofMinutes(random.nextInt(1, 15_000))));
      long expected =
          all.stream()
              .filter(each -> !each.time().isBefore(span.from()))
              .filter(each -> each.time().isBefore(span.to()))
              .count();
      var query = new StatsQuery(Dimension.KEY, span, Map.of(), 100);
      Summary summary = done(statistics.summary(query));
      assertThat(summary.total().requests()).as("seed %d, %s", seed, span).isEqualTo(expected);
      assertThat(summary.total().cost().nanos()).isEqualTo(expected);
      for (Bucket bucket : Bucket.values()) {
        assertThat(
                done(statistics.series(query, bucket)).stream()
                    .mapToLong(point -> point.figures().requests())
                    .sum())
            .as("seed %d", seed)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void minutesAddUpToTheirHoursWhateverIsAskedFor() {
    done(
        requests.append(
            List.of(
                Records.charged("r1", NOON, "k1", price("1")),
                Records.charged("r2", NOON.plusSeconds(61), "k2", price("2")),
                Records.of("r3", NOON.plusSeconds(62), 500, "main", "s2", "down"),
                RequestRecord.refused("r4", NOON, "anthropic", 401, "no"))));
    for (Map<Dimension, String> only :
        List.of(
            Map.<Dimension, String>of(),
            Map.of(Dimension.KEY, "k2"),
            Map.of(Dimension.USER, "anna"),
            Map.of(Dimension.CHANNEL, "first"),
            Map.of(Dimension.MODEL, "opus"),
            Map.of(Dimension.SESSION, "s2"))) {
      var query = new StatsQuery(Dimension.DAY, MONTH, only, 10);
      List<Point> minutes = done(statistics.series(query, Bucket.MINUTE));
      assertThat(total(minutes))
          .as(only.toString())
          .isEqualTo(total(done(statistics.series(query, Bucket.HOUR))));
      assertThat(minutes).allMatch(each -> each.at().getEpochSecond() % 60 == 0);
    }
    var all = new StatsQuery(Dimension.DAY, MONTH, Map.of(), 10);
    assertThat(done(statistics.series(all, Bucket.MINUTE)))
        .extracting(each -> each.figures().requests() + " " + each.figures().errors())
        .containsExactly("1 0", "2 1");
  }

  private static Figures total(List<Point> points) {
    return points.stream().map(Point::figures).reduce(Figures.NONE, Figures::plus);
  }

  @Test
  void aFilterHoldsForAllFigures() {
    done(
        requests.append(
            List.of(
                Records.charged("r1", NOON, "k1", price("1")),
                Records.charged("r2", NOON, "k2", price("2")))));
    var query = new StatsQuery(Dimension.MODEL, MONTH, Map.of(Dimension.KEY, "k2"), 10);
    assertThat(done(statistics.summary(query)).total().cost()).isEqualTo(Money.parse("2"));
  }

  @Test
  void conversationsAreListedByTheirLastUseInPagesThatMeet() {
    for (int i = 0; i < 7; i++) {
      RequestRecord record = Records.of("r" + i, NOON.plusSeconds(i / 2), 200, "main", "s" + i, "");
      done(requests.append(List.of(record)));
    }
    List<String> seen = new ArrayList<>();
    Optional<dev.sluice.ledger.stats.SessionCursor> at = Optional.empty();
    do {
      SessionPage page = done(statistics.sessions(new SessionQuery("", Optional.empty(), at, 3)));
      page.items().stream().map(SessionLine::session).forEach(seen::add);
      at = page.next();
      at.ifPresent(cursor ->
          assertThat(dev.sluice.ledger.stats.SessionCursor.parse(cursor.text())).contains(cursor));
    } while (at.isPresent());
    assertThat(seen).containsExactly("s6", "s5", "s4", "s3", "s2", "s1", "s0");
  }

  private List<String> names(Dimension by) {
    return done(statistics.summary(query(by))).lines().stream().map(Line::name).toList();
  }

  private static StatsQuery query(Dimension by) {
    return new StatsQuery(by, MONTH, Map.of(), 100);
  }

  private static Cost price(String dollars) {
    return new Cost.Priced(Money.parse(dollars), "abc", BigDecimal.ONE);
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
