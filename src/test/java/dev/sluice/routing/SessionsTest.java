package dev.sluice.routing;

import static dev.sluice.routing.Tables.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.routing.Binding.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SessionsTest {

  private final AtomicLong clock = new AtomicLong();
  private final Sessions sessions = new Sessions(clock::get);
  private final List<Candidate> candidates =
      Tables.candidates(Tables.plan(Tables.of("failover"), Tables.wanted("m")));
  private final Candidate here = candidates.getFirst();
  private final Candidate there = candidates.getLast();

  @Test
  void whoeverPlansFirstDecidesForAll() {
    assertThat(sessions.propose(SESSION, Optional.empty(), here)).isEmpty();
    assertThat(sessions.propose(SESSION, Optional.empty(), there))
        .contains(Binding.to(here, Standing.PROPOSED));
  }

  @Test
  void aPlaceThatCannotServeGivesWayOnce() {
    sessions.confirm(SESSION, here);
    var stale = sessions.of(SESSION);
    assertThat(sessions.propose(SESSION, stale, there)).isEmpty();
    assertThat(sessions.propose(SESSION, stale, here))
        .contains(Binding.to(there, Standing.PROPOSED));
  }

  @Test
  void aFailureElsewhereDoesNotTakeAPlaceAway() {
    sessions.confirm(SESSION, here);
    sessions.leave(SESSION, there);
    sessions.avoid(SESSION, there);
    assertThat(sessions.of(SESSION)).contains(Binding.to(here, Standing.CONFIRMED));
    sessions.leave(SESSION, here);
    assertThat(sessions.of(SESSION)).isEmpty();
  }

  @Test
  void twoCallersMayUseOneName() {
    sessions.confirm(SESSION, here);
    assertThat(sessions.of(new SessionKey("other", SESSION.session()))).isEmpty();
  }

  @Test
  void aPlaceIsKeptForADayAfterItsLastRequest() {
    sessions.confirm(SESSION, here);
    clock.addAndGet(Duration.ofHours(23).toNanos());
    assertThat(sessions.of(SESSION)).isPresent();
    clock.addAndGet(Duration.ofHours(23).toNanos());
    assertThat(sessions.of(SESSION)).isPresent();
    clock.addAndGet(Duration.ofHours(25).toNanos());
    assertThat(sessions.of(SESSION)).isEmpty();
  }
}
