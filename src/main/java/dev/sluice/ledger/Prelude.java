package dev.sluice.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came before the attempts of a request. Times are in milliseconds since it came, and null
 * when it never got so far or nobody noted it.
 *
 * @param receivedMs its body was there and understood
 * @param admittedMs it was let in, within all limits
 */
public record Prelude(
    @Nullable Long receivedMs, @Nullable Long admittedMs, List<PassedOver> passedOver) {

  /** Nothing is known. */
  public static final Prelude NONE = new Prelude(null, null, List.of());

  public Prelude {
    passedOver = List.copyOf(passedOver);
  }
}
