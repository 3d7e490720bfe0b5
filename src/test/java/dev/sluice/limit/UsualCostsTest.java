package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UsualCostsTest {

  private final UsualCosts usual = new UsualCosts();

  @Test
  void nothingIsKnownOfAModelThatNobodyAskedFor() {
    assertThat(usual.of("m")).isZero();
  }

  @Test
  void theFirstRequestIsTheUsualOneAndLaterOnesMoveItByAnEighth() {
    usual.saw("m", 800);
    assertThat(usual.of("m")).isEqualTo(800);
    usual.saw("m", 1_600);
    assertThat(usual.of("m")).isEqualTo(900);
  }

  @Test
  void namesBeyondTheBoundAreNotLearnt() {
    for (int i = 0; i <= UsualCosts.MOST_MODELS; i++) {
      usual.saw("m" + i, 1);
    }
    assertThat(usual.of("m" + UsualCosts.MOST_MODELS)).isZero();
    usual.saw("m0", 9);
    assertThat(usual.of("m0")).isEqualTo(2);
  }
}
