package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Secret;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuedSecretTest {

  @Test
  void everyKeyIsAnotherAndMayStandInAnAddress() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String text = IssuedSecret.fresh().reveal();
      assertThat(text).matches("sk-slu-[A-Za-z0-9_-]{49}");
      assertThat(IssuedSecret.wellFormed(text)).isTrue();
      assertThat(seen.add(text)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aMistypedKeyIsKnownAsSuch(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder(IssuedSecret.fresh().reveal());
      int at = random.nextInt(IssuedSecret.PREFIX.length(), text.length() - 6);
      text.setCharAt(at, text.charAt(at) == 'A' ? 'B' : 'A');
      assertThat(IssuedSecret.wellFormed(text.toString())).as("seed %d", seed).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "sk-slu-", "sk-ant-0000000000000000000000000000000000000000000000000"})
  void whatIsNoIssuedKeyHasNoPrefix(String text) {
    assertThat(IssuedSecret.prefix(Secret.of(text))).isEmpty();
  }
}
