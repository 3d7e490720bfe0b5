package dev.sluice.protocol.convert;

import org.junit.jupiter.api.Test;

final class ConversionFuzzTest {

  private static final int CASES = 500;

  @Test
  void whateverComesIsUnderstoodOrRefused() {
    for (long seed = 1; seed <= CASES; seed++) {
      ConversionFuzz.run(seed);
    }
  }
}
