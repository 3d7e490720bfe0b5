package dev.sluice.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.KeyState.Phase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KeyStateTest {

  private static final KeyState FRESH = KeyState.fresh("k");
  private static final Verdict LIMITED = limited(Duration.ofSeconds(3));

  private static Verdict limited(Duration pause) {
    return new Verdict.RateLimited(Optional.of(pause));
  }

  private static long after(Duration time) {
    return time.toNanos();
  }

  @Test
  void aPauseEndsWhenTheUpstreamSaid() {
    KeyState key = FRESH.after(LIMITED, 0, 0);
    assertThat(key.usable(after(Duration.ofMillis(2999)))).isFalse();
    assertThat(key.usable(after(Duration.ofSeconds(3)))).isTrue();
  }

  @Test
  void aClockThatOverflowsChangesNothing() {
    long now = Long.MAX_VALUE - 5;
    KeyState key = FRESH.after(LIMITED, 0, now);
    assertThat(key.usable(now)).isFalse();
    assertThat(key.usable(now + after(Duration.ofSeconds(4)))).isTrue();
  }

  @Test
  void whatBeganInAnEarlierEpochSaysNothingNew() {
    KeyState once = FRESH.after(LIMITED, 0, 0);
    assertThat(once.after(LIMITED, 0, 9)).isEqualTo(once);
    assertThat(once.after(new Verdict.Succeeded(), 0, 9)).isEqualTo(once);
    assertThat(once.after(new Verdict.KeyRejected(true), 0, 9)).isEqualTo(once);
  }

  @Test
  void aQuotaWithoutAResetRestsLongerEachTimeUpToAnHour() {
    KeyState key = FRESH;
    Duration last = Duration.ZERO;
    for (int strike = 0; strike < 20; strike++) {
      key = key.after(new Verdict.QuotaExhausted(Optional.empty()), key.epoch(), 0);
      Duration rest = key.rest(0).orElseThrow();
      assertThat(rest).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofHours(1));
      last = rest;
    }
    assertThat(last).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aSuccessForgivesAllStrikes() {
    KeyState struck = FRESH.after(LIMITED, 0, 0);
    KeyState well = struck.after(new Verdict.Succeeded(), struck.epoch(), 1);
    assertThat(well.phase()).isEqualTo(Phase.READY);
    assertThat(well.strikes()).isZero();
    assertThat(well.epoch()).isEqualTo(struck.epoch());
  }

  @Test
  void noTimeAloneHelpsARejectedKey() {
    KeyState key = FRESH.after(new Verdict.KeyRejected(true), 0, 0);
    assertThat(key.usable(Long.MAX_VALUE / 2)).isFalse();
    assertThat(key.rest(0)).isEmpty();
    assertThat(key.recovered().usable(0)).isTrue();
  }

  @Test
  void aRefusalThatNamesNothingRestsAKeyForAMinute() {
    KeyState key = FRESH.after(new Verdict.KeyRejected(false), 0, 0);
    assertThat(key.rest(0)).contains(Duration.ofMinutes(1));
  }

  @Test
  void whatIsNoFaultOfTheKeyLeavesItAlone() {
    for (Verdict verdict :
        new Verdict[] {
          new Verdict.NotSent("x"),
          new Verdict.Overloaded(Optional.empty()),
          new Verdict.ChannelFailed("x"),
          new Verdict.ModelMissing(),
          new Verdict.RequestRejected(),
          new Verdict.CallerGone()
        }) {
      assertThat(FRESH.after(verdict, 0, 0)).isEqualTo(FRESH);
    }
  }

  @Test
  void onlyARestOfAMomentIsBrief() {
    assertThat(FRESH.restsBriefly(0)).isFalse();
    assertThat(FRESH.after(limited(Duration.ofSeconds(2)), 0, 0).restsBriefly(0)).isTrue();
    assertThat(FRESH.after(LIMITED, 0, 0).restsBriefly(0)).isFalse();
    assertThat(FRESH.after(LIMITED, 0, 0).restsBriefly(after(Duration.ofSeconds(1)))).isTrue();
  }
}
