package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestQuery.Statuses;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecord.EndedBy;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.stats.Bucket;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.SessionQuery;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.StatsQuery;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The panel's questions on a month of a thousand callers' requests. {@code -Dsluice.rows=10000000}
 * asks them of ten million, {@code -Dsluice.rows.file=F} keeps the file; how long each took is
 * printed.
 */
final class ManyRequestsTest {

  private static final int USUAL = 5_000;
  private static final int ROWS = Integer.getInteger("sluice.rows", USUAL);
  private static final int BATCH = 5_000;
  private static final Instant END = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "gpt-6-sol");

  @TempDir Path folder = Path.of("");

  @Test
  void thePanelsQuestionsUseAnIndexOrSums() throws Exception {
    Path file =
        Optional.ofNullable(System.getProperty("sluice.rows.file"))
            .map(Path::of)
            .orElseGet(() -> folder.resolve("sluice.db"));
    try (Database database = Database.at(file)) {
      var requests = new StoredRequests(database);
      fill(requests);
      Map<String, Supplier<CompletionStage<?>>> questions =
          questions(requests, new StoredStatistics(database));
      questions.forEach((name, question) -> {
        question.get().toCompletableFuture().join();
        long begun = System.nanoTime();
        question.get().toCompletableFuture().join();
        if (ROWS > USUAL) {
          System.out.printf(
              Locale.ROOT,
              "%,d rows: %-28s %7.1f ms%n",
              ROWS,
              name,
              (System.nanoTime() - begun) / 1e6);
        }
      });
    }
    plans(file);
  }

  /* The plan that SQLite makes must not look at every row, and not sort what it finds. */
  private static void plans(Path file) throws Exception {
    for (RequestQuery query : pages()) {
      for (Conditions conditions : Conditions.of(query)) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + conditions.sql())) {
          conditions.bind(statement, 51);
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              assertThat(rows.getString("detail"))
                  .as(conditions.sql())
                  .contains("INDEX")
                  .doesNotContain("TEMP B-TREE");
            }
          }
        }
      }
    }
  }

  private static void fill(StoredRequests requests) throws Exception {
    if (requests.size().toCompletableFuture().exceptionally(_ -> 0L).join() >= ROWS) {
      return;
    }
    var random = new SplittableRandom(42);
    List<RequestRecord> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < ROWS; i++) {
      batch.add(record(i, random));
      if (batch.size() == BATCH || i == ROWS - 1) {
        requests.append(List.copyOf(batch)).toCompletableFuture().join();
        batch.clear();
      }
    }
  }

  private static RequestRecord record(int i, SplittableRandom random) {
    Instant time = END.minus(MONTH).plusMillis(MONTH.toMillis() / ROWS * i);
    boolean failed = random.nextInt(100) == 0;
    String model = MODELS.get(random.nextInt(MODELS.size()));
    String channel = "channel-" + random.nextInt(5);
    int caller = (int) Math.min(999, -Math.log(1 - random.nextDouble()) * 120);
    String session = "session-" + caller + "-" + i / Math.max(1, ROWS / 300);
    var usage = new Usage(random.nextInt(2000), random.nextInt(900), 40_000, 900, 0, true);
    var billed =
        new Billed(
            1,
            channel,
            "****abcd",
            model,
            usage,
            false,
            BigDecimal.ONE,
            new Cost.Priced(
                new Money(random.nextLong(90_000_000)), "0123456789abcdef", BigDecimal.ONE));
    return new RequestRecord(
            "req_%012d".formatted(i),
            time,
            new CallerRecord("issued-key", "key-" + caller, "", "user-" + caller / 4),
            "anthropic",
            model,
            model,
            channel,
            "****abcd",
            session,
            "",
            failed ? 529 : 200,
            failed ? "overloaded" : "succeeded",
            List.of(new AttemptRecord(channel, "****abcd", "succeeded", 200, 300, 9000, 5L)),
            usage,
            300,
            400,
            9000,
            EndedBy.UPSTREAM,
            failed ? "overloaded, try again " + i : "",
            "")
        .with(failed ? List.of() : List.of(billed), Place.NONE);
  }

  private static List<RequestQuery> pages() {
    Optional<Instant> day = Optional.of(END.minus(Duration.ofDays(1)));
    Optional<Instant> none = Optional.empty();
    return List.of(
        page(Statuses.ANY, "", "", "", "", none, ""),
        page(Statuses.ANY, "", "", "", "", day, ""),
        page(new Statuses(500, 599), "", "", "", "", none, ""),
        page(new Statuses(404, 404), "", "", "", "", none, ""),
        page(Statuses.ANY, "channel-3", "", "", "", none, ""),
        page(Statuses.ANY, "", "claude-opus-5-5", "", "", none, ""),
        page(Statuses.ANY, "", "nobody-knows", "", "", none, ""),
        page(Statuses.ANY, "", "", "session-5-100", "", none, ""),
        page(Statuses.ANY, "", "", "", "again 99", none, ""),
        page(Statuses.ANY, "", "", "", "", none, "key-7"));
  }

  private static RequestQuery page(
      Statuses statuses,
      String channel,
      String model,
      String session,
      String error,
      Optional<Instant> since,
      String key) {
    return new RequestQuery(
        statuses,
        channel,
        model,
        session,
        error,
        since,
        Optional.empty(),
        Optional.empty(),
        50,
        key);
  }

  private static Map<String, Supplier<CompletionStage<?>>> questions(
      StoredRequests requests, StoredStatistics statistics) {
    Map<String, Supplier<CompletionStage<?>>> questions = new LinkedHashMap<>();
    int number = 1;
    for (RequestQuery page : pages()) {
      questions.put("page " + number++, () -> requests.page(page));
    }
    var middle = new dev.sluice.ledger.Cursor(END.minus(Duration.ofDays(15)).toEpochMilli(), "r");
    questions.put(
        "page in the middle", () -> requests.page(RequestQuery.ALL.before(Optional.of(middle))));
    for (int days : List.of(1, 7, 30)) {
      Span span = Span.around(END.minus(Duration.ofDays(days)), END);
      for (Dimension by : Dimension.values()) {
        questions.put(
            "stats by " + by.label() + ", " + days + " d",
            () -> statistics.summary(new StatsQuery(by, span, Map.of(), 20)));
      }
      for (Dimension only : List.of(Dimension.KEY, Dimension.USER, Dimension.CHANNEL)) {
        String value =
            switch (only) {
              case KEY -> "key-7";
              case USER -> "user-3";
              default -> "channel-1";
            };
        questions.put(
            "models of a " + only.label() + ", " + days + " d",
            () ->
                statistics.summary(new StatsQuery(Dimension.MODEL, span, Map.of(only, value), 20)));
      }
      questions.put(
          "series, " + days + " d",
          () ->
              statistics.series(
                  new StatsQuery(Dimension.DAY, span, Map.of(), 20),
                  days < 30 ? Bucket.HOUR : Bucket.DAY));
    }
    questions.put(
        "sessions",
        () -> statistics.sessions(new SessionQuery("", Optional.empty(), Optional.empty(), 50)));
    return questions;
  }
}
