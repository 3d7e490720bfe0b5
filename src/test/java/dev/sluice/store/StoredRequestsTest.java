package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.base.Money;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestPage;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestQuery.Statuses;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredRequestsTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path folder = Path.of("");
  private Database database = Database.at(Path.of(""));
  private StoredRequests requests = new StoredRequests(database);

  @BeforeEach
  void open() {
    database = Database.at(folder.resolve("sluice.db"));
    requests = new StoredRequests(database);
    done(requests.append(List.of()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsWrittenIsRead() {
    RequestRecord record = Records.of("r1", NOON, 502, "main", "s1", "it \"broke\"\n100%");
    done(requests.append(List.of(record)));
    assertThat(done(requests.find("r1"))).contains(record);
    assertThat(done(requests.find("r2"))).isEmpty();
  }

  @Test
  void whoeverReadsFirstHasTheFileMade() {
    try (Database fresh = Database.at(folder.resolve("fresh.db"))) {
      assertThat(done(new StoredRequests(fresh).size())).isZero();
    }
  }

  @Test
  void aRecordIsKeptOnceHoweverOftenItComes() {
    done(requests.append(List.of(Records.served("r1", NOON))));
    done(
        requests.append(
            List.of(Records.of("r1", NOON, 500, "x", "", ""), Records.served("r2", NOON))));
    assertThat(done(requests.size())).isEqualTo(2);
    assertThat(done(requests.find("r1")).map(RequestRecord::status)).contains(200);
  }

  @Test
  void pagesMeetWithoutGapOrOverlap() {
    List<RequestRecord> many =
        IntStream.range(0, 25)
            .mapToObj(i -> Records.served("r%02d".formatted(i), NOON.plusMillis(i / 4)))
            .toList();
    done(requests.append(many));
    List<RequestRecord> seen = new ArrayList<>();
    Optional<dev.sluice.ledger.Cursor> at = Optional.empty();
    do {
      RequestPage page = done(requests.page(limited(4).before(at)));
      seen.addAll(page.items());
      at = page.next();
    } while (at.isPresent());
    assertThat(seen).containsExactlyElementsOf(many.reversed());
  }

  @Test
  void everyFilterHolds() {
    done(
        requests.append(
            List.of(
                Records.of("r1", NOON, 200, "main", "s1", ""),
                Records.of("r2", NOON.plusSeconds(1), 503, "main", "s2", "100% LOST_it"),
                Records.of("r3", NOON.plusSeconds(2), 529, "spare", "s1", "overloaded"))));
    assertThat(ids(query(new Statuses(500, 599), "", "", "", ""))).containsExactly("r3", "r2");
    assertThat(ids(query(new Statuses(529, 529), "", "", "", ""))).containsExactly("r3");
    assertThat(ids(query(Statuses.ANY, "main", "", "", ""))).containsExactly("r2", "r1");
    assertThat(ids(query(Statuses.ANY, "", "sonnet", "", ""))).hasSize(3);
    assertThat(ids(query(Statuses.ANY, "", "claude-sonnet-4-5", "s1", ""))).hasSize(2);
    assertThat(ids(query(Statuses.ANY, "", "opus", "", ""))).isEmpty();
    assertThat(ids(query(Statuses.ANY, "", "", "", "0% lost_"))).containsExactly("r2");
    assertThat(ids(query(Statuses.ANY, "", "", "", "0%x"))).isEmpty();
    assertThat(ids(RequestQuery.ALL.since(NOON.plusSeconds(1)))).containsExactly("r3", "r2");
  }

  @Test
  void theOldAndTheOverflowingAreDeletedInSteps() {
    done(
        requests.append(
            IntStream.range(0, 10)
                .mapToObj(i -> Records.served("r" + i, NOON.plusSeconds(i)))
                .toList()));
    assertThat(done(requests.deleteBefore(NOON.plusSeconds(4), 3))).isEqualTo(3);
    assertThat(done(requests.deleteBefore(NOON.plusSeconds(4), 3))).isEqualTo(1);
    assertThat(done(requests.deleteBefore(NOON.plusSeconds(4), 3))).isZero();
    assertThat(done(requests.deleteOldest(2))).isEqualTo(2);
    assertThat(ids(RequestQuery.ALL)).containsExactly("r9", "r8", "r7", "r6");
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    done(requests.append(List.of(Records.served("r1", NOON))));
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aSecondOpeningFindsTheSchemaCurrent() throws Exception {
    done(requests.append(List.of(Records.served("r1", NOON))));
    database.close();
    assertThat(Migrations.applied("jdbc:sqlite:" + folder.resolve("sluice.db")))
        .isEqualTo(Migrations.NEWEST);
    database = Database.at(folder.resolve("sluice.db"));
    requests = new StoredRequests(database);
    assertThat(ids(RequestQuery.ALL)).containsExactly("r1");
    done(requests.append(List.of(Records.served("r2", NOON))));
    assertThat(done(requests.size())).isEqualTo(2);
  }

  @Test
  void whatAnAttemptIsChargedForIsReadWithItsRequest() {
    Cost cost = new Cost.Priced(Money.parse("0.012345"), "abc", BigDecimal.ONE);
    RequestRecord record = Records.charged("r1", NOON, "k1", cost);
    RequestRecord free = Records.served("r2", NOON.plusSeconds(1));
    done(requests.append(List.of(record, free)));
    assertThat(done(requests.find("r1"))).contains(record);
    assertThat(done(requests.page(RequestQuery.ALL)).items()).containsExactly(free, record);
    assertThat(record.cost()).isEmpty();
    assertThat(free.cost()).contains(Money.ZERO);
  }

  @Test
  void aFailedWriteLeavesNothingAndTheNextOneWorks() {
    RequestRecord impossible = Records.served("bad", Instant.MAX);
    assertThatThrownBy(() -> done(requests.append(List.of(Records.served("r1", NOON), impossible))))
        .hasRootCauseInstanceOf(ArithmeticException.class);
    assertThat(done(requests.size())).isZero();
    done(requests.append(List.of(Records.served("r1", NOON))));
    assertThat(done(requests.size())).isEqualTo(1);
  }

  private List<String> ids(RequestQuery query) {
    return done(requests.page(query)).items().stream().map(RequestRecord::id).toList();
  }

  private static RequestQuery limited(int limit) {
    return new RequestQuery(
        Statuses.ANY, "", "", "", "", Optional.empty(), Optional.empty(), Optional.empty(), limit);
  }

  private static RequestQuery query(
      Statuses statuses, String channel, String model, String session, String error) {
    return new RequestQuery(
        statuses,
        channel,
        model,
        session,
        error,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        10);
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
