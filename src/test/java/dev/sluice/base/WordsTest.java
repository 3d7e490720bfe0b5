package dev.sluice.base;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void gapsAreFilledInOrderByTextsAndByWords() {
    assertThat(words("{} of {} enabled", 2, words("{} channels", 3)).text())
        .isEqualTo("2 of 3 channels enabled");
  }

  @Test
  void whatOthersSaidIsNotTakenForATemplate() {
    assertThat(words("{}: {}", "a {} b", asIs("{}")).text()).isEqualTo("a {} b: {}");
  }

  @Test
  void everyGapHasItsArgument() {
    assertThatIllegalArgumentException().isThrownBy(() -> words("{} of {}", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> words("all", 1));
  }
}
