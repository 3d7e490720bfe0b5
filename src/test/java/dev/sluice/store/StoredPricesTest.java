package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import dev.sluice.ledger.price.BundledPrices;
import dev.sluice.ledger.price.Listed;
import dev.sluice.ledger.price.Price;
import dev.sluice.ledger.price.PriceChange;
import dev.sluice.ledger.price.Prices;
import dev.sluice.ledger.price.Rates;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredPricesTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

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
  void theProgramsPricesAreKeptAndThoseItNoLongerBringsAreWithdrawn() {
    Listed old = listed("gone", Listed.Source.BUNDLED, "1");
    Listed fresh = listed("m", Listed.Source.BUNDLED, "2");
    open(new BundledPrices(List.of(old), Map.of()));
    Prices prices = open(new BundledPrices(List.of(fresh), Map.of()));
    assertThat(prices.table().entries()).containsExactly(fresh);
    assertThat(done(new StoredPrices(database).find(old.revision()))).contains(old);
  }

  @Test
  void theOperatorsPriceStaysThroughSyncAndRestartUntilItIsUnset() {
    BundledPrices bundled =
        new BundledPrices(List.of(listed("m", Listed.Source.BUNDLED, "1")), Map.of());
    Prices prices = open(bundled);
    String before = prices.revision();
    done(prices.set(listed("m", Listed.Source.MANUAL, "5")));
    done(prices.set(listed("m", Listed.Source.MANUAL, "7")));
    Listed synced = listed("m", Listed.Source.SYNCED, "2");
    done(prices.take(PriceChange.of(prices.table(), List.of(synced), TODAY)));
    assertThat(input(open(bundled))).isEqualTo(Money.parse("7"));
    assertThat(done(prices.unset("m"))).isTrue();
    assertThat(done(prices.unset("m"))).isFalse();
    assertThat(input(prices)).isEqualTo(Money.parse("2"));
    assertThat(prices.revision()).isNotEqualTo(before);
    done(prices.set(listed("m", Listed.Source.MANUAL, "5")));
    assertThat(input(prices)).isEqualTo(Money.parse("5"));
  }

  private static Money input(Prices prices) {
    return prices.table().find("m", NOW).orElseThrow().price().rates().input();
  }

  private Prices open(BundledPrices bundled) {
    var prices = new Prices(bundled, new StoredPrices(database), InstantSource.fixed(NOW));
    done(prices.open());
    return prices;
  }

  private static Listed listed(String model, Listed.Source source, String input) {
    Rates rates =
        Rates.of(
            Money.parse(input),
            Money.parse("9"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Listed.of(model, LocalDate.parse("2026-11-01"), source, Price.flat(rates));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
