package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.Cursor;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestPage;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestQuery.Statuses;
import dev.sluice.ledger.RequestRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of the log, page by page. */
final class LogPagesTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final List<String> ERRORS = List.of("", "", "Overloaded, try again", "100% lost_");

  @TempDir Path folder = Path.of("");
  private Database database = Database.at(Path.of(""));
  private StoredRequests requests = new StoredRequests(database);

  @BeforeEach
  void open() {
    database = Database.at(folder.resolve("sluice.db"));
    requests = new StoredRequests(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whateverIsAskedForThePagesHaveAllOfItOnceWhileNewRequestsCome() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<RequestRecord> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      all.add(record("r%04d".formatted(i), NOON.plusMillis(random.nextInt(200)), random));
    }
    done(requests.append(all));
    for (int i = 0; i < 80; i++) {
      RequestQuery query = query(random);
      List<String> seen = new ArrayList<>();
      Optional<Cursor> at = Optional.empty();
      do {
        RequestPage page = done(requests.page(query.before(at)));
        page.items().forEach(record -> seen.add(record.id()));
        at = page.next();
        Instant now = NOON.plusSeconds(60 + i);
        done(requests.append(List.of(record("n" + i + "-" + seen.size(), now, random))));
      } while (at.isPresent());
      assertThat(seen.stream().filter(id -> id.startsWith("r")).toList())
          .as("seed %d, %s", seed, query)
          .isEqualTo(
              all.stream()
                  .filter(record -> fits(query, record))
                  .sorted(
                      Comparator.comparing(RequestRecord::time)
                          .thenComparing(RequestRecord::id)
                          .reversed())
                  .map(RequestRecord::id)
                  .toList());
    }
  }

  @Test
  void aSearchForWhatIsSeldomStopsNowAndThenAndComesToItInTheEnd() {
    int rows = Conditions.MOST_LOOKED_AT * 2 + 100;
    done(requests.append(List.of(Records.of("r", NOON, 200, "seldom", "s1", ""))));
    for (int from = 0; from < rows; from += 2_000) {
      done(
          requests.append(
              IntStream.range(from, Math.min(rows, from + 2_000))
                  .mapToObj(i ->
                      Records.of("r%06d".formatted(i), NOON.plusMillis(i), 200, "main", "s1", ""))
                  .toList()));
    }
    var query =
        new RequestQuery(
            Statuses.ANY,
            "seldom",
            "",
            "s1",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            50,
            "",
            "");
    RequestPage first = done(requests.page(query));
    assertThat(first.items()).isEmpty();
    RequestPage second = done(requests.page(query.before(first.next())));
    assertThat(second.items()).isEmpty();
    RequestPage third = done(requests.page(query.before(second.next())));
    assertThat(third.items()).extracting(RequestRecord::id).containsExactly("r");
    assertThat(third.next()).isEmpty();
  }

  private static RequestRecord record(String id, Instant at, SplittableRandom random) {
    int caller = random.nextInt(4);
    return Records.of(
            id,
            at,
            List.of(200, 200, 404, 429, 503).get(random.nextInt(5)),
            "c" + random.nextInt(3),
            "s" + random.nextInt(5),
            ERRORS.get(random.nextInt(ERRORS.size())))
        .by(new CallerRecord("issued-key", "k" + caller, "", caller == 0 ? "" : "u" + caller / 2));
  }

  private static RequestQuery query(SplittableRandom random) {
    Optional<Instant> since =
        random.nextInt(3) == 0
            ? Optional.of(NOON.plusMillis(random.nextInt(200)))
            : Optional.empty();
    return new RequestQuery(
        List.of(
                Statuses.ANY,
                Statuses.ANY,
                new Statuses(400, 499),
                new Statuses(200, 299),
                new Statuses(503, 503))
            .get(random.nextInt(5)),
        drawn(random, "c" + random.nextInt(3)),
        drawn(random, List.of("sonnet", "claude-sonnet-4-5", "none").get(random.nextInt(3))),
        drawn(random, "s" + random.nextInt(5)),
        drawn(random, List.of("LOADED", "% lost_", "nothing").get(random.nextInt(3))),
        since,
        Optional.empty(),
        Optional.empty(),
        random.nextInt(1, 60),
        drawn(random, "k" + random.nextInt(4)),
        drawn(random, "u" + random.nextInt(2)));
  }

  private static String drawn(SplittableRandom random, String value) {
    return random.nextInt(3) == 0 ? value : "";
  }

  private static boolean fits(RequestQuery query, RequestRecord record) {
    return record.status() >= query.statuses().least()
        && record.status() <= query.statuses().most()
        && either(query.channel(), record.channel(), record.channel())
        && either(query.model(), record.model(), record.servedModel())
        && either(query.session(), record.session(), record.session())
        && either(query.key(), record.caller().id(), record.caller().id())
        && either(query.user(), record.caller().user(), record.caller().user())
        && record.error().toLowerCase(Locale.ROOT).contains(query.error().toLowerCase(Locale.ROOT))
        && query.since().map(since -> !record.time().isBefore(since)).orElse(true);
  }

  private static boolean either(String wanted, String one, String other) {
    return wanted.isEmpty() || wanted.equals(one) || wanted.equals(other);
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
