package dev.sluice.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.BreakerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BreakerTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final BreakerConfig THREE =
      new BreakerConfig(3, Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(15));
  private static final Breaker CLEAN = Breaker.Closed.CLEAN;

  private static Breaker failing(Breaker before, int weight, int times, long at) {
    Breaker breaker = before;
    for (int n = 0; n < times; n++) {
      breaker = breaker.failed(n, weight, at, THREE);
    }
    return breaker;
  }

  private static Breaker open() {
    return failing(CLEAN, Breaker.FULL, 3, 0);
  }

  @Test
  void anUnbrokenRunOfFailuresOpensIt() {
    assertThat(failing(CLEAN, Breaker.FULL, 2, 0).closed()).isTrue();
    assertThat(open().closed()).isFalse();
  }

  @Test
  void aSuccessForgetsTheFailuresBeforeIt() {
    Breaker forgiven = failing(CLEAN, Breaker.FULL, 2, 0).succeeded(9);
    assertThat(failing(forgiven, Breaker.FULL, 2, 0).closed()).isTrue();
  }

  @Test
  void anOverloadCountsHalf() {
    assertThat(failing(CLEAN, Breaker.LIGHT, 5, 0).closed()).isTrue();
    assertThat(failing(CLEAN, Breaker.LIGHT, 6, 0).closed()).isFalse();
  }

  @Test
  void failuresOutsideTheWindowDoNotCount() {
    Breaker old = failing(CLEAN, Breaker.FULL, 2, 0);
    assertThat(failing(old, Breaker.FULL, 1, 61 * SECOND).closed()).isTrue();
  }

  @Test
  void zeroFailuresSwitchItOff() {
    var off = new BreakerConfig(0, THREE.window(), THREE.open(), THREE.maxOpen());
    assertThat(CLEAN.failed(1, Breaker.FULL, 0, off)).isEqualTo(CLEAN);
    assertThat(open().failed(1, Breaker.FULL, 0, off)).isEqualTo(CLEAN);
  }

  @Test
  void aTrialIsDueOnceTheRestIsOver() {
    assertThat(open().trialDue(10 * SECOND - 1)).isFalse();
    assertThat(open().trialDue(10 * SECOND)).isTrue();
  }

  @Test
  void theTrialsSuccessClosesItAndItsFailureDoublesTheRestUpToTheMost() {
    Breaker trial = open().trial(7, 10 * SECOND);
    assertThat(trial.succeeded(7)).isEqualTo(CLEAN);
    Breaker again = trial.failed(7, Breaker.LIGHT, 11 * SECOND, THREE);
    assertThat(again.rest(11 * SECOND)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void anAnswerThatBeganBeforeItOpenedSaysNothing() {
    Breaker trial = open().trial(7, 10 * SECOND);
    assertThat(open().succeeded(3)).isEqualTo(open());
    assertThat(trial.succeeded(3)).isEqualTo(trial);
    assertThat(trial.failed(3, Breaker.FULL, 0, THREE)).isEqualTo(trial);
    assertThat(trial.returned(3, 0)).isEqualTo(trial);
  }

  @Test
  void aReturnedPermitIsFreeAtOnceAndTheRestDoesNotGrow() {
    Breaker returned = open().trial(7, 10 * SECOND).returned(7, 12 * SECOND);
    assertThat(returned).isEqualTo(new Breaker.Open(12 * SECOND, THREE.open()));
    assertThat(returned.trialDue(12 * SECOND)).isTrue();
  }

  @Test
  void aPermitWhoseHolderWasLostIsFreeAgain() {
    Breaker trial = open().trial(7, 10 * SECOND);
    long deadline = 10 * SECOND + Breaker.TRIAL.toNanos();
    assertThat(trial.trialRuns(deadline - 1)).isTrue();
    assertThat(trial.trialDue(deadline)).isTrue();
  }
}
