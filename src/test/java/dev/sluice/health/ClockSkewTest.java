package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Words;
import dev.sluice.health.Finding.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClockSkewTest {

  private static final String DATE = "Sun, 01 Mar 2026 12:00:00 GMT";

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:29Z, OK, within 30 s of the upstream's",
    "2026-03-01T12:00:40Z, WARNING, 40 s ahead of the upstream's clock",
    "2026-03-01T11:59:20Z, WARNING, 40 s behind the upstream's clock",
    "2026-03-01T12:05:00Z, FAILED, 300 s ahead of the upstream's clock"
  })
  void clocksThatAreApartAreTold(Instant now, State state, String seen) {
    Finding found = ClockSkew.byHeader(Words.asIs("g"), DATE, now).orElseThrow();
    assertThat(found.state()).isEqualTo(state);
    assertThat(found.seen().text()).isEqualTo(seen);
    assertThat(found.fix().isEmpty()).isEqualTo(state == State.OK);
  }

  @Test
  void aDateThatCannotBeReadSaysNothing() {
    assertThat(ClockSkew.byHeader(Words.asIs("g"), "yesterday", Instant.EPOCH)).isEmpty();
  }
}
