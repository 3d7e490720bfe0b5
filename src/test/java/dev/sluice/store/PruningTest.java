package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import dev.sluice.config.RetentionConfig;
import dev.sluice.ledger.Pruning;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.SessionLine;
import dev.sluice.ledger.stats.SessionQuery;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.Statistics.Line;
import dev.sluice.ledger.stats.StatsQuery;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten, each kind in its time. */
final class PruningTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /* Days ago. */
  private static final List<Integer> AGES = List.of(0, 5, 20, 50, 100, 300);

  @TempDir Path folder = Path.of("");
  private Database database = Database.at(Path.of(""));
  private StoredRequests requests = new StoredRequests(database);
  private final AtomicReference<RetentionConfig> kept =
      new AtomicReference<>(RetentionConfig.DEFAULT);

  @BeforeEach
  void open() {
    database = Database.at(folder.resolve("sluice.db"));
    requests = new StoredRequests(database);
    for (int age : AGES) {
      Instant at = NOW.minus(Duration.ofDays(age)).minusSeconds(60);
      var cost = new Cost.Priced(Money.parse("1"), "abc", BigDecimal.ONE);
      RequestRecord record = Records.charged("r" + age, at, "k", cost);
      done(requests.append(List.of(Records.spoken(record, "s" + age, "a" + age, 100))));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsKeptForAllThatTimeStays() {
    keep(400, 400, 400, 400, 100);
    assertThat(prune()).isZero();
    assertThat(done(requests.size())).isEqualTo(AGES.size());
  }

  @Test
  void eachKindGoesInItsTime() throws SQLException {
    keep(10, 32, 200, 60, 100);
    assertThat(prune()).isPositive();
    assertThat(done(requests.page(RequestQuery.ALL)).items())
        .extracting(RequestRecord::id)
        .containsExactly("r0", "r5");
    assertThat(rows("attempts")).isEqualTo(4);
    assertThat(rows("sum_hours WHERE dimension = 'total'")).isEqualTo(3);
    assertThat(rows("usage_hours")).isEqualTo(6);
    assertThat(rows("sum_days WHERE dimension = 'total'")).isEqualTo(5);
    assertThat(rows("usage_days")).isEqualTo(10);
    assertThat(rows("sum_fortnights WHERE dimension = 'total' AND at < " + millis(250))).isZero();
    assertThat(
            done(new StoredStatistics(database)
                    .sessions(new SessionQuery("", Optional.empty(), Optional.empty(), 50)))
                .items())
        .extracting(SessionLine::session)
        .containsExactly("s0", "s5", "s20", "s50");
    assertThat(rows("talk_hours")).isEqualTo(4);
    assertThat(rows("agents")).isEqualTo(4);
    assertThat(prune()).as("nothing is left to go").isZero();
  }

  @Test
  void daysTellOnWhatHoursHaveForgotten() {
    keep(10, 32, 200, 60, 100);
    prune();
    var span = Span.around(NOW.minus(Duration.ofDays(101)), NOW);
    assertThat(
            done(new StoredStatistics(database)
                    .summary(new StatsQuery(Dimension.DAY, span, Map.of(), 10)))
                .lines())
        .extracting(Line::name)
        .containsExactly("2026-11-25", "2026-11-20", "2026-11-05", "2026-10-06", "2026-08-17");
  }

  @Test
  void whatIsTooMuchGoesHoweverNewItIs() {
    keep(400, 400, 400, 400, 2);
    assertThat(prune()).isEqualTo(4);
    assertThat(done(requests.page(RequestQuery.ALL)).items())
        .extracting(RequestRecord::id)
        .containsExactly("r0", "r5");
  }

  @Test
  void aChangeOfTheConfigurationHoldsFromTheNextTimeOn() {
    keep(400, 400, 400, 400, 100);
    var pruning = pruning();
    assertThat(done(pruning.prune())).isZero();
    keep(10, 400, 400, 400, 100);
    assertThat(done(pruning.prune())).isEqualTo(4);
  }

  private void keep(int requestDays, int hours, int days, int sessions, int rows) {
    kept.set(
        new RetentionConfig(
            Duration.ofDays(requestDays),
            rows,
            Duration.ofDays(hours),
            Duration.ofDays(days),
            Duration.ofDays(sessions),
            Duration.ofDays(3),
            1));
  }

  private Pruning pruning() {
    return new Pruning(requests, new StoredSums(database), kept::get, InstantSource.fixed(NOW));
  }

  private int prune() {
    return done(pruning().prune());
  }

  private static long millis(int daysAgo) {
    return NOW.minus(Duration.ofDays(daysAgo)).toEpochMilli();
  }

  private int rows(String table) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sluice.db"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
      return rows.getInt(1);
    }
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
