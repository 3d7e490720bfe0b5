package dev.sluice.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CostTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final BigDecimal ONE = BigDecimal.ONE;
  private final PriceTable table = BundledPrices.read().table();

  @ParameterizedTest(name = "{0}: {1} in, {2} out, {3} read, {4} + {5} written, {6} searches")
  @CsvSource({
    // input, output, read, 5m, 1h, searches, multiplier, dollars
    "claude-sonnet-4-5, 1000000, 0, 0, 0, 0, 0, 1, 3",
    "claude-sonnet-4-5-20250929, 0, 1000000, 0, 0, 0, 0, 1, 15",
    "claude-sonnet-4-5, 0, 0, 1000000, 0, 0, 0, 1, 0.3",
    "claude-sonnet-4-5, 0, 0, 0, 1000000, 0, 0, 1, 3.75",
    "claude-sonnet-4-5, 0, 0, 0, 0, 1000000, 0, 1, 6",
    "claude-sonnet-4-5, 0, 0, 0, 0, 0, 3, 1, 0.03",
    "claude-sonnet-4-5, 412, 96, 20480, 1024, 0, 0, 1, 0.012660",
    "claude-sonnet-4-5, 412, 96, 20480, 1024, 0, 0, 0.5, 0.006330",
    "claude-opus-4-5, 10, 20, 30, 4, 5, 0, 1, 0.00064",
    "claude-haiku-5-5, 100000, 1000, 0, 0, 0, 0, 1, 0.0105",
    "claude-haiku-5-5, 100001, 1000, 0, 0, 0, 0, 1, 0.0525005",
    "claude-haiku-5-5, 1, 1000, 90000, 5000, 5000, 0, 1, 0.0151255",
    "gemini-2.5-pro, 200000, 0, 0, 0, 0, 0, 1, 0.25",
    "gemini-2.5-pro, 200001, 10, 0, 0, 0, 0, 1, 0.5001525",
    "gpt-5, 5, 2, 4, 0, 0, 0, 1, 0.00002675",
    "claude-haiku-5-5, 1, 0, 0, 0, 0, 0, 1, 0.0000001",
    "claude-haiku-5-5, 0, 0, 1, 0, 0, 0, 1, 0.00000001",
    "claude-haiku-5-5, 0, 0, 1, 0, 0, 0, 0.05, 0.000000001",
    "claude-haiku-5-5, 0, 0, 1, 0, 0, 0, 0.04, 0"
  })
  void everyTokenIsPricedOnce(
      String model,
      long input,
      long output,
      long read,
      long fiveMinutes,
      long hour,
      long searches,
      BigDecimal multiplier,
      String dollars) {
    var usage = new Usage(input, output, read, fiveMinutes, hour, searches, true);
    assertThat(Cost.of(table, model, NOW, usage, multiplier))
        .isInstanceOfSatisfying(
            Cost.Priced.class, cost -> assertThat(cost.amount()).isEqualTo(Money.parse(dollars)));
  }

  @Test
  void anUnknownModelIsUnpricedAndNotFree() {
    var usage = new Usage(1, 1, 0, 0, 0, true);
    assertThat(Cost.of(table, "somebody-elses", NOW, usage, ONE)).isEqualTo(Cost.UNPRICED);
  }

  @Test
  void aStoredCostCanBeComputedAgainFromItsRevision() {
    var usage = new Usage(412, 96, 20480, 1024, 0, true);
    var cost = (Cost.Priced) Cost.of(table, "claude-sonnet-4-5", NOW, usage, new BigDecimal("1.2"));
    Listed named =
        table.entries().stream()
            .filter(each -> each.revision().equals(cost.revision()))
            .findFirst()
            .orElseThrow();
    assertThat(Cost.amount(named.price(), Tariff.STANDARD, usage, cost.multiplier()))
        .isEqualTo(cost.amount());
  }

  @Test
  void anUpstreamsNonsenseOverflowsNothing() {
    long most = Long.MAX_VALUE;
    var usage = new Usage(most, most, most, most, most, most, true);
    assertThat(Cost.of(table, "claude-opus-4-1", NOW, usage, BigDecimal.valueOf(1000)))
        .isInstanceOfSatisfying(
            Cost.Priced.class, cost -> assertThat(cost.amount()).isEqualTo(Money.parse("1000000")));
  }

  @Test
  void batchesCostWhatTheirListSays() {
    Price price = table.find("claude-opus-5", NOW).orElseThrow().price();
    var million = new Usage(1_000_000, 0, 0, 0, 0, true);
    assertThat(Cost.amount(price, Tariff.BATCH, million, ONE)).hasToString("2.50");
    Price flat = Price.flat(price.rates());
    assertThat(Cost.amount(flat, Tariff.BATCH, million, ONE)).hasToString("5.00");
  }

  @Test
  void theSumAgreesWithArithmeticOfUnboundedPrecision() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 2000; i++) {
      var rates =
          new Rates(money(random), money(random), money(random), money(random), money(random));
      var usage =
          new Usage(
              random.nextLong(1 << 30),
              random.nextLong(1 << 30),
              random.nextLong(1 << 30),
              random.nextLong(1 << 30),
              random.nextLong(1 << 30),
              true);
      BigDecimal exact =
          part(usage.inputTokens(), rates.input())
              .add(part(usage.outputTokens(), rates.output()))
              .add(part(usage.cacheReadTokens(), rates.cacheRead()))
              .add(part(usage.cacheWrite5mTokens(), rates.cacheWrite5m()))
              .add(part(usage.cacheWrite1hTokens(), rates.cacheWrite1h()));
      Money cost = Cost.amount(Price.flat(rates), Tariff.STANDARD, usage, ONE);
      assertThat(cost.dollars().subtract(exact).abs())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(new BigDecimal("0.0000000005"));
    }
  }

  private static Money money(SplittableRandom random) {
    return new Money(random.nextLong(200_000_000_000L));
  }

  private static BigDecimal part(long tokens, Money rate) {
    return BigDecimal.valueOf(tokens).multiply(rate.dollars()).movePointLeft(6);
  }
}
