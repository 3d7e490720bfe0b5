package dev.sluice.base;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * US dollars as whole nano-dollars: exact where it is added and compared, and as long as decimal
 * text where people meet it.
 */
public record Money(long nanos) implements Comparable<Money> {

  public static final Money ZERO = new Money(0);

  private static final int NANO_DIGITS = 9;
  private static final int FEWEST_DIGITS = 2;
  private static final int LONGEST = 40;

  /** Reads {@code "0.012345"}; what nano-dollars cannot hold exactly is refused. */
  public static Money parse(String text) {
    String plain = text.strip();
    if (plain.length() > LONGEST || !plain.matches("-?[0-9]+(\\.[0-9]+)?")) {
      throw refused(text, "a decimal number of US dollars such as 0.012345");
    }
    return exactly(new BigDecimal(plain), text);
  }

  /** The same amount; what nano-dollars cannot hold exactly is refused. */
  public static Money of(BigDecimal dollars) {
    return exactly(dollars, dollars.toPlainString());
  }

  /** The nearest amount, a half rounded up. */
  public static Money rounded(BigDecimal dollars) {
    return exactly(dollars.setScale(NANO_DIGITS, RoundingMode.HALF_UP), dollars.toPlainString());
  }

  private static Money exactly(BigDecimal dollars, String shown) {
    try {
      BigInteger nanos = dollars.movePointRight(NANO_DIGITS).toBigIntegerExact();
      return new Money(nanos.longValueExact());
    } catch (ArithmeticException e) {
      throw refused(shown, "at most 9 decimals and less than 9 billion dollars");
    }
  }

  private static IllegalArgumentException refused(String text, String expected) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return new IllegalArgumentException("\"" + shown + "\" (expected: " + expected + ")");
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(nanos, other.nanos));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(nanos, other.nanos));
  }

  public boolean isNegative() {
    return nanos < 0;
  }

  public BigDecimal dollars() {
    return BigDecimal.valueOf(nanos, NANO_DIGITS);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  /** With at least two decimals and no zero behind them that says nothing. */
  @Override
  public String toString() {
    BigDecimal shortest = nanos == 0 ? BigDecimal.ZERO : dollars().stripTrailingZeros();
    return shortest.setScale(Math.max(FEWEST_DIGITS, shortest.scale())).toPlainString();
  }
}
