package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.access.PastSpending.Spent;
import dev.sluice.base.Money;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.Cost;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredSpendingTest {

  private static final Instant NOON = Instant.parse("2026-05-13T12:34:56.789Z");
  private static final Cost PRICED = new Cost.Priced(new Money(7), "rev", BigDecimal.ONE);

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

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private void book(List<RequestRecord> records) {
    done(new StoredRequests(database).append(records));
  }

  private List<Spent> spent(Instant begun, RequestRecord... journaled) {
    return done(new StoredSpending(database).until(NOON, begun, List.of(journaled)));
  }

  private static long sum(List<Spent> spent, Predicate<Spent> of) {
    return spent.stream().filter(of).mapToLong(Spent::nanos).sum();
  }

  private static RequestRecord record(String id, Instant at, String key) {
    return Records.charged(id, at, key, PRICED);
  }

  @Test
  void itAddsUpToWhatWasBookedAndIsNeverToldEarlierThanItWas() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<RequestRecord> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long minutes = random.nextLong(List.of(400L, 50_000L, 500_000L).get(random.nextInt(3)));
      all.add(record("r" + i, NOON.minus(Duration.ofMinutes(minutes + 1)), "k" + i % 2));
    }
    book(all);
    List<Spent> spent = spent(NOON);
    for (int days : List.of(0, 1, 7, 30)) {
      Instant since = NOON.minus(Duration.ofDays(days)).minus(Duration.ofHours(2));
      long expected =
          7
              * all.stream()
                  .filter(each -> each.caller().id().equals("k1"))
                  .filter(each -> !each.time().isBefore(since))
                  .count();
      assertThat(sum(spent, each -> each.key().equals("k1") && !each.at().isBefore(since)))
          .as("%d days, seed %d", days, seed)
          .isGreaterThanOrEqualTo(expected);
    }
    assertThat(sum(spent, each -> each.key().equals("k0"))).isEqualTo(7 * 200);
  }

  @Test
  void whatThisProcessHasCountedItselfIsLeftOut() {
    Instant begun = NOON.minusSeconds(60);
    book(List.of(record("old", begun.minusSeconds(1), "k"), record("own", begun, "k")));
    assertThat(sum(spent(begun), each -> each.key().equals("k"))).isEqualTo(7);
    assertThat(sum(spent(begun), each -> each.channel().equals("main"))).isEqualTo(7);
  }

  @Test
  void whatAJournalKeptCountsOnceWhetherOrNotItIsBookedYet() {
    RequestRecord booked = record("booked", NOON.minusSeconds(9), "k");
    RequestRecord left = record("left", NOON.minusSeconds(8), "k");
    book(List.of(booked));
    assertThat(sum(spent(NOON, booked, left), each -> each.user().equals("anna"))).isEqualTo(14);
  }
}
