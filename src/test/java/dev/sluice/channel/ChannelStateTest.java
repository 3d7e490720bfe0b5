package dev.sluice.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.BreakerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChannelStateTest {

  private final ChannelState state = new ChannelState(List.of("a", "b", "c"));

  private ChannelState.Learnt learn(Verdict verdict, long epoch) {
    return state.learn(new Attempted(1, "a", epoch, "m", 5), verdict, 0, BreakerConfig.DEFAULT);
  }

  @Test
  void fiftyRefusalsOfOneBurstAreOneStrike() {
    IntStream.range(0, 50).forEach(_ -> learn(new Verdict.QuotaExhausted(Optional.empty()), 0));
    assertThat(state.ring().key("a").orElseThrow().strikes()).isOne();
    assertThat(state.breaker().closed()).isTrue();
  }

  @Test
  void onlyTransitionsAreWorthTelling() {
    assertThat(learn(new Verdict.Succeeded(), 0)).isEqualTo(new ChannelState.Learnt(false, false));
    var failed = new Verdict.ChannelFailed("x");
    IntStream.range(0, 4).forEach(_ -> assertThat(learn(failed, 0).breaker()).isFalse());
    assertThat(learn(failed, 0).breaker()).isTrue();
    assertThat(learn(new Verdict.KeyRejected(true), 0).keys()).isTrue();
  }

  @Test
  void aMissingModelIsRememberedForAWhileAndForThatModelAlone() {
    learn(new Verdict.ModelMissing(), 0);
    assertThat(state.lacks("m", 1)).isTrue();
    assertThat(state.lacks("other", 1)).isFalse();
    assertThat(state.lacks("m", Duration.ofMinutes(6).toNanos())).isFalse();
  }

  @Test
  void namesThatNobodyHasDoNotFillTheMemoryForGood() {
    for (int n = 0; n < 1000; n++) {
      state.learn(
          new Attempted(1, "a", 0, "m" + n, 0),
          new Verdict.ModelMissing(),
          0,
          BreakerConfig.DEFAULT);
    }
    long later = Duration.ofMinutes(6).toNanos();
    state.learn(
        new Attempted(1, "a", 0, "new", 0),
        new Verdict.ModelMissing(),
        later,
        BreakerConfig.DEFAULT);
    assertThat(state.lacks("new", later)).isTrue();
  }

  @Test
  void aSavedOrderIsTakenOnceAndNeverOverWhatTrafficHasTaught() {
    state.restoreOrder(List.of("c", "b", "a"));
    state.restoreOrder(List.of("a", "b", "c"));
    assertThat(state.ring().order()).containsExactly("c", "b", "a");
    var taught = new ChannelState(List.of("a", "b"));
    taught.demote(List.of("a"));
    taught.restoreOrder(List.of("a", "b"));
    assertThat(taught.ring().order()).containsExactly("b", "a");
  }

  @Test
  void aFailedProbeAloneTakesNothingOut() {
    state.probed(false, 5);
    assertThat(state.breaker().closed()).isTrue();
    assertThat(state.sighting().healthy()).isFalse();
  }
}
