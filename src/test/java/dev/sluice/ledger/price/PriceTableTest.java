package dev.sluice.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceTableTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-5, claude-sonnet-4-5",
    "Claude-Sonnet-4-5[1m], claude-sonnet-4-5",
    "claude-sonnet-4-5-20250929, claude-sonnet-4-5",
    "claude-sonnet-4-5@20250929, claude-sonnet-4-5",
    "anthropic/claude-sonnet-4.5, claude-sonnet-4-5",
    "claude-3-5-haiku-latest, claude-3-5-haiku",
    "claude-sonnet-4-20250514, claude-sonnet-4",
    "gpt-5-2025-08-07, gpt-5",
    "gpt-5-codex, gpt-5",
    "gpt-5-mini-2025-08-07, gpt-5-mini",
    "gemini-3.1-pro-preview, gemini-3.1-pro",
    "deepseek-chat, deepseek-flash",
    "moonshotai/kimi-k2.6, kimi-k2.6",
    "claude-opus-5-9,",
    "claude-opus-5-9-fast,",
    "gpt-5.9,",
    "gpt,",
    "opus,",
    "'',"
  })
  void aModelFindsItsPriceByTheStatedRule(String asked, String found) {
    PriceTable table = BundledPrices.read().table();
    assertThat(table.find(asked, NOW).map(Listed::model)).isEqualTo(Optional.ofNullable(found));
  }

  @Test
  void aPriceHoldsFromItsDay() {
    PriceTable table = BundledPrices.read().table();
    assertThat(read(table, "2026-10-06T23:59:59Z")).isEqualTo(Money.parse("0.2"));
    assertThat(read(table, "2026-10-07T00:00:00Z")).isEqualTo(Money.parse("0.1"));
    assertThat(table.find("claude-sonnet-5-5", Instant.parse("2026-09-01T00:00:00Z"))).isEmpty();
  }

  private static Money read(PriceTable table, String at) {
    return table
        .find("claude-sonnet-5-5", Instant.parse(at))
        .orElseThrow()
        .price()
        .rates()
        .cacheRead();
  }

  @Test
  void theOperatorsPriceGoesFirstThenTheFeedsThenTheProgramsOwn() {
    Listed bundled = listed("m", "2026-11-01", Listed.Source.BUNDLED, "1");
    Listed synced = listed("m", "2026-10-01", Listed.Source.SYNCED, "2");
    Listed manual = listed("m", "2026-09-01", Listed.Source.MANUAL, "3");
    Listed later = listed("m", "2027-01-01", Listed.Source.MANUAL, "4");
    assertThat(found(bundled, synced)).contains(synced);
    assertThat(found(bundled, synced, manual, later)).contains(manual);
    assertThat(found(bundled, later)).contains(bundled);
  }

  private static Optional<Listed> found(Listed... entries) {
    return new PriceTable(List.of(entries), Map.of()).find("m", NOW);
  }

  @Test
  void anEntrysRevisionIsMadeFromAllThatItSays() {
    Listed one = listed("m", "2026-11-01", Listed.Source.MANUAL, "1");
    assertThat(listed("m", "2026-11-01", Listed.Source.MANUAL, "1.00")).isEqualTo(one);
    assertThat(
            List.of(
                listed("n", "2026-11-01", Listed.Source.MANUAL, "1"),
                listed("m", "2026-11-02", Listed.Source.MANUAL, "1"),
                listed("m", "2026-11-01", Listed.Source.SYNCED, "1"),
                listed("m", "2026-11-01", Listed.Source.MANUAL, "2")))
        .extracting(Listed::revision)
        .doesNotContain(one.revision())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyBundledPriceSurvivesItsText() {
    BundledPrices bundled = BundledPrices.read();
    assertThat(bundled.entries()).hasSizeGreaterThan(60);
    for (Listed each : bundled.entries()) {
      assertThat(PriceText.read(PriceText.of(each.price()))).isEqualTo(each.price());
    }
    assertThat(bundled.entries()).extracting(Listed::revision).doesNotHaveDuplicates();
    for (String alias : bundled.aliases().keySet()) {
      assertThat(bundled.table().find(alias, NOW)).as(alias).isPresent();
    }
  }

  static Listed listed(String model, String from, Listed.Source source, String input) {
    Rates rates =
        Rates.of(
            Money.parse(input),
            Money.parse("9"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Listed.of(model, LocalDate.parse(from), source, Price.flat(rates));
  }
}
