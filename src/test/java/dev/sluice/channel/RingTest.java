package dev.sluice.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RingTest {

  private static final Ring ABC = Ring.of(List.of("a", "b", "c"));

  @Test
  void demotedKeysGoToTheEndInTheOrderInWhichTheyFailed() {
    assertThat(ABC.demoted(List.of("b", "a")).order()).containsExactly("c", "b", "a");
  }

  @Test
  void demotingAllChangesNothingButTheirOrderOfFailure() {
    assertThat(ABC.demoted(List.of("a", "b", "c"))).isSameAs(ABC);
  }

  @Test
  void anUnknownKeyIsNotDemoted() {
    assertThat(ABC.demoted(List.of("x"))).isSameAs(ABC);
  }

  @Test
  void aReloadKeepsStateAndOrderOfKeysThatAreStillThere() {
    Ring ring = ABC.demoted(List.of("a")).after("b", new Verdict.KeyRejected(true), 0, 0);
    Ring next = ring.carriedOver(List.of("x", "a", "b"));
    assertThat(next.order()).containsExactly("b", "a", "x");
    assertThat(next.key("b").orElseThrow().phase()).isEqualTo(KeyState.Phase.REJECTED);
  }

  @Test
  void aSavedOrderIsAppliedAndKeysItDoesNotNameFollow() {
    assertThat(ABC.ordered(List.of("c", "gone", "a")).order()).containsExactly("c", "a", "b");
  }

  @Test
  void noChangeLosesOrDoublesAKey() {
    Property.holds(
        300,
        chance -> {
          Ring ring = ABC;
          for (int step = 0; step < 10; step++) {
            ring = changed(ring, chance);
            assertThat(ring.order()).containsExactlyInAnyOrder("a", "b", "c");
          }
        });
  }

  private static Ring changed(Ring ring, Random chance) {
    List<String> some = new ArrayList<>(List.of("a", "b", "c", "x"));
    Collections.shuffle(some, chance);
    some = some.subList(0, chance.nextInt(5));
    return switch (chance.nextInt(3)) {
      case 0 -> ring.demoted(some);
      case 1 -> ring.ordered(some);
      default -> ring.after("b", new Verdict.KeyRejected(true), chance.nextInt(2), 0);
    };
  }
}
