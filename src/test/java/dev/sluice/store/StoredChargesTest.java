package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.base.Glob;
import dev.sluice.base.Money;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.CallerRecord;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.price.BundledPrices;
import dev.sluice.ledger.price.Charges.Which;
import dev.sluice.ledger.price.Cost;
import dev.sluice.ledger.price.Listed;
import dev.sluice.ledger.price.Price;
import dev.sluice.ledger.price.Prices;
import dev.sluice.ledger.price.Rates;
import dev.sluice.ledger.price.Recomputation;
import dev.sluice.ledger.price.Recomputed;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs that are computed again, and what becomes of everything that is added up from them. */
final class StoredChargesTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-08-01T00:00:00Z");
  @TempDir Path folder = Path.of("");

  /** Books of their own, with prices of their own. */
  private final class Shelf implements AutoCloseable {
    private final Path file;
    private final Database database;
    private final StoredRequests requests;
    private final Prices prices;
    private final Recomputation recomputation;

    Shelf(String name) {
      this.file = folder.resolve(name);
      this.database = Database.at(file);
      this.requests = new StoredRequests(database);
      this.prices =
          new Prices(
              new BundledPrices(List.of(), Map.of()),
              new StoredPrices(database),
              InstantSource.fixed(LATER));
      this.recomputation = new Recomputation(new StoredCharges(database), prices);
      done(prices.open());
    }

    void price(String model, String from, String dollars) {
      Rates rates =
          Rates.of(
              Money.parse(dollars),
              Money.parse(dollars),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      done(
          prices.set(
              Listed.of(model, LocalDate.parse(from), Listed.Source.MANUAL, Price.flat(rates))));
    }

    void book(List<RequestRecord> records) {
      done(
          requests.append(
              records.stream()
                  .map(record ->
                      record.priced(each ->
                          prices.cost(
                              each.model(), record.time(), each.usage(), each.multiplier())))
                  .toList()));
    }

    Recomputed recompute(boolean apply) {
      return recompute("*", Instant.EPOCH, apply);
    }

    Recomputed recompute(String model, Instant since, boolean apply) {
      return done(
          recomputation.run(
              new Recomputation.Asked(Which.ALL, since, LATER, new Glob(model)), apply));
    }

    Map<String, List<String>> all() throws SQLException {
      return Tables.of(file);
    }

    @Override
    public void close() {
      database.close();
    }
  }

  @Test
  void booksComputedAgainAreThoseThatTheNewPricesWouldHaveMade() throws Exception {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      records.add(record(i, random));
    }
    List<RequestRecord> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(seed));
    try (var old = new Shelf("old.db");
        var fresh = new Shelf("fresh.db")) {
      old.price("a", "2026-01-01", "3");
      old.price("b", "2026-01-01", "1.000000001");
      old.book(records);
      for (Shelf shelf : List.of(old, fresh)) {
        shelf.price("a", "2026-01-01", "7");
        shelf.price("a", "2026-05-05", "9");
        shelf.price("b", "2026-01-01", "0.5");
        shelf.price("c", "2026-05-03", "11");
      }
      fresh.book(shuffled);
      Map<String, List<String>> before = old.all();
      Recomputed preview = old.recompute(false);
      assertThat(old.all()).as("a preview changes nothing, seed %d", seed).isEqualTo(before);
      Recomputed applied = old.recompute(true);
      assertThat(applied.changed()).isEqualTo(preview.changed()).isPositive();
      assertThat(applied.after()).isEqualTo(preview.after());
      assertThat(old.all()).as("seed %d", seed).isEqualTo(fresh.all());
      assertThat(old.recompute(true).changed()).as("done twice, seed %d", seed).isZero();
      assertThat(old.all()).isEqualTo(fresh.all());
    }
  }

  private static RequestRecord record(int i, SplittableRandom random) {
    List<Billed> billed = new ArrayList<>();
    for (int attempt = 1; attempt <= random.nextInt(3); attempt++) {
      billed.add(
          new Billed(
              attempt,
              "channel-" + random.nextInt(2),
              "****0001",
              List.of("a", "b", "c", "nobody-knows").get(random.nextInt(4)),
              new Usage(random.nextInt(90_000), random.nextInt(900), 30, 4, 5, 0, true),
              random.nextBoolean(),
              List.of(BigDecimal.ONE, new BigDecimal("1.25")).get(random.nextInt(2)),
              Cost.UNPRICED));
    }
    Instant at = NOON.plus(Duration.ofMinutes(random.nextInt(10_000)));
    String session = random.nextInt(4) == 0 ? "" : "s" + random.nextInt(9);
    return Records.of("r" + i, at, 200, "main", session, "")
        .by(new CallerRecord("issued-key", "k" + random.nextInt(3), "", "anna"))
        .with(billed, Place.NONE);
  }

  @Test
  void whatHadNoPriceIsPricedWhenOneIsSet() {
    try (var shelf = new Shelf("sluice.db")) {
      shelf.book(List.of(Records.charged("r1", NOON, "k1", Cost.UNPRICED)));
      shelf.price("opus", "1970-01-01", "2");
      Recomputed told = shelf.recompute(true);
      assertThat(told.priced()).isEqualTo(1);
      assertThat(told.examined()).isEqualTo(2);
      assertThat(told.lines())
          .singleElement()
          .satisfies(line -> {
            assertThat(line.model()).isEqualTo("opus");
            assertThat(line.from()).isEmpty();
            assertThat(line.after()).isEqualTo(told.after());
          });
      RequestRecord found = done(shelf.requests.find("r1")).orElseThrow();
      assertThat(found.billed().getFirst().cost()).isInstanceOf(Cost.Priced.class);
      assertThat(found.cost()).as("a part is still unpriced").isEmpty();
    }
  }

  @Test
  void onlyWhatWasAskedForIsComputedAgain() {
    try (var shelf = new Shelf("sluice.db")) {
      shelf.book(
          List.of(
              Records.charged("r1", NOON, "k1", Cost.UNPRICED),
              Records.charged("r2", NOON.plusSeconds(60), "k1", Cost.UNPRICED)));
      shelf.price("opus", "1970-01-01", "2");
      shelf.price("claude-sonnet-4-5", "1970-01-01", "2");
      assertThat(shelf.recompute("op*", NOON.plusSeconds(60), true).changed()).isEqualTo(1);
      assertThat(shelf.recompute(false).changed()).isEqualTo(3);
    }
  }

  @Test
  void aModelThatHasLostItsPriceKeepsWhatItCost() {
    try (var shelf = new Shelf("sluice.db")) {
      shelf.price("opus", "1970-01-01", "2");
      shelf.book(List.of(Records.charged("r1", NOON, "k1", Cost.UNPRICED)));
      done(shelf.prices.unset("opus"));
      Recomputed told = shelf.recompute(true);
      assertThat(told.kept()).isEqualTo(1);
      assertThat(told.changed()).isZero();
    }
  }

  @Test
  void moreThanFitIntoOneStepAreAllLookedAt() {
    try (var shelf = new Shelf("sluice.db")) {
      List<RequestRecord> records = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        records.add(Records.charged("r" + i, NOON.plusMillis(i / 2_500), "k1", Cost.UNPRICED));
      }
      shelf.book(records);
      shelf.price("opus", "1970-01-01", "2");
      Recomputed told = shelf.recompute(true);
      assertThat(told.examined()).isEqualTo(10_000);
      assertThat(told.changed()).isEqualTo(5_000);
      assertThat(shelf.recompute(true).changed()).isZero();
    }
  }

  @Test
  void whatHadNoPriceIsPricedWithoutALookAtTheRest() {
    try (var shelf = new Shelf("sluice.db")) {
      shelf.price("claude-sonnet-4-5", "1970-01-01", "2");
      shelf.book(List.of(Records.charged("r1", NOON, "k1", Cost.UNPRICED)));
      shelf.price("claude-sonnet-4-5", "1970-01-01", "9");
      shelf.price("opus", "1970-01-01", "2");
      Recomputed told = done(shelf.recomputation.price(LATER));
      assertThat(told.examined()).isEqualTo(1);
      assertThat(told.priced()).isEqualTo(1);
      assertThat(done(shelf.recomputation.price(LATER)).examined()).isZero();
      assertThat(shelf.recompute(false).changed()).isEqualTo(1);
    }
  }

  @Test
  void oneAtATime() {
    try (var shelf = new Shelf("sluice.db")) {
      var asked = new Recomputation.Asked(Which.ALL, Instant.EPOCH, LATER, new Glob("*"));
      var held = new CompletableFuture<Void>();
      var holding =
          shelf.database.write(_ -> {
            held.join();
            return true;
          });
      CompletionStage<Recomputed> first = shelf.recomputation.run(asked, true);
      assertThatThrownBy(() -> done(shelf.recomputation.run(asked, true)))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(Recomputation.Busy.class);
      held.complete(null);
      holding.join();
      assertThat(done(first).changed()).isZero();
      assertThat(done(shelf.recomputation.run(asked, true)).changed()).isZero();
    }
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
