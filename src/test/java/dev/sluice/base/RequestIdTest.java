package dev.sluice.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RequestIdTest {

  private static final long NOW = 1_790_000_000_000L;

  @Test
  void aNameHasItsPrefixAndTwentyCharacters() {
    assertThat(RequestId.fresh()).matches("req_[0-9a-hjkmnp-tv-z]{20}");
  }

  @Test
  void namesSortByTheirTime() {
    assertThat(RequestId.of(NOW + 1, 0)).isGreaterThan(RequestId.of(NOW, -1));
    assertThat(RequestId.of(NOW + 1024, 0)).isGreaterThan(RequestId.of(NOW + 1023, -1));
  }

  @Test
  void namesOfOneMillisecondDiffer() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      names.add(RequestId.of(NOW, 0x9E3779B97F4A7C15L * i));
    }
    assertThat(names).hasSize(100_000);
  }
}
