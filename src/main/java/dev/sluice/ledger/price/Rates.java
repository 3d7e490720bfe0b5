package dev.sluice.ledger.price;

import dev.sluice.base.Money;
import java.math.BigDecimal;
import java.util.Optional;

/** What a million tokens of each kind cost. */
public record Rates(
    Money input, Money output, Money cacheWrite5m, Money cacheWrite1h, Money cacheRead) {

  private static final BigDecimal WRITE_5M = new BigDecimal("1.25");
  private static final BigDecimal WRITE_1H = new BigDecimal("2");
  private static final BigDecimal READ = new BigDecimal("0.1");

  public Rates {
    input = checked("input", input);
    output = checked("output", output);
    cacheWrite5m = checked("cacheWrite", cacheWrite5m);
    cacheWrite1h = checked("cacheWrite1h", cacheWrite1h);
    cacheRead = checked("cacheRead", cacheRead);
  }

  /**
   * With what is usual in the trade where a list says nothing: a cache is written at 1.25 times the
   * price of input, for an hour at twice, and read at a tenth.
   */
  public static Rates of(
      Money input,
      Money output,
      Optional<Money> cacheWrite5m,
      Optional<Money> cacheWrite1h,
      Optional<Money> cacheRead) {
    return new Rates(
        input,
        output,
        cacheWrite5m.orElseGet(() -> times(input, WRITE_5M)),
        cacheWrite1h.orElseGet(() -> times(input, WRITE_1H)),
        cacheRead.orElseGet(() -> times(input, READ)));
  }

  private static Money times(Money price, BigDecimal factor) {
    return Money.rounded(price.dollars().multiply(factor));
  }

  private static Money checked(String name, Money price) {
    if (price.isNegative()) {
      throw new IllegalArgumentException(name + ": " + price + " (expected: 0 or more)");
    }
    return price;
  }
}
