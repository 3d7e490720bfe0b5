package dev.sluice.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "0.012345, 0.012345",
    "1, 1.00",
    "1.50, 1.50",
    "0.000000001, 0.000000001",
    "-2.5, -2.50",
    "100, 100.00",
    "9000000000.123456789, 9000000000.123456789"
  })
  void textGoesInAndComesOutExactly(String in, String out) {
    assertThat(Money.parse(in)).hasToString(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,5", "1e3", ".5", "5.", "$5", "0.0000000001", "99999999999", "NaN"})
  void whatIsNoAmountIsRefusedWithItsFix(String text) {
    assertThatThrownBy(() -> Money.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\" (expected: ");
  }

  @Test
  void everyAmountSurvivesItsText() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      var money = new Money(random.nextLong() >> random.nextInt(64));
      assertThat(Money.parse(money.toString())).as("seed %d", seed).isEqualTo(money);
    }
  }

  @Test
  void sumsAreExactAndNeverWrapAround() {
    Money tenth = Money.parse("0.1");
    Money sum = Money.ZERO;
    for (int i = 0; i < 10; i++) {
      sum = sum.plus(tenth);
    }
    assertThat(sum).isEqualTo(Money.parse("1"));
    assertThat(sum.minus(tenth)).hasToString("0.90");
    assertThatThrownBy(() -> new Money(Long.MAX_VALUE).plus(tenth))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aHalfIsRoundedUp() {
    assertThat(Money.rounded(new BigDecimal("0.0000000015")).nanos()).isEqualTo(2);
    assertThat(Money.rounded(new BigDecimal("0.0000000014")).nanos()).isEqualTo(1);
  }
}
