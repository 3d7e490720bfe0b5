package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.Channel;
import dev.sluice.config.Strategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TierOrderTest {

  private static final int DRAWS = 20_000;
  private static final long SEED = 42;

  /** The 99.9 % quantile of chi-square with two degrees of freedom. */
  private static final double UNLIKELY = 13.8;

  private static final List<Channel> WEIGHTED =
      Tables.of("random", ",'weight':1", ",'weight':2", ",'weight':5").channels();
  private static final Map<String, Double> SHARES = Map.of("a", 0.125, "b", 0.25, "c", 0.625);

  private static String first(Strategy strategy, Optional<SessionKey> session, Random chance) {
    return TierOrder.of(strategy, WEIGHTED, 0, session, chance).getFirst().id();
  }

  private static double chiSquare(Map<String, Integer> counts) {
    return SHARES.entrySet().stream()
        .mapToDouble(share -> {
          double expected = share.getValue() * DRAWS;
          double off = counts.getOrDefault(share.getKey(), 0) - expected;
          return off * off / expected;
        })
        .sum();
  }

  @Test
  void chanceGoesByWeight() {
    var chance = new Random(SEED);
    var counts = new HashMap<String, Integer>();
    for (int n = 0; n < DRAWS; n++) {
      counts.merge(first(Strategy.RANDOM, Optional.empty(), chance), 1, Integer::sum);
    }
    assertThat(chiSquare(counts)).as("seed %d: %s", SEED, counts).isLessThan(UNLIKELY);
  }

  @Test
  void conversationsSpreadByWeightToo() {
    var counts = new HashMap<String, Integer>();
    for (int n = 0; n < DRAWS; n++) {
      var session = Optional.of(new SessionKey("caller", "session-" + n));
      counts.merge(first(Strategy.RANDOM, session, new Random(n)), 1, Integer::sum);
    }
    assertThat(chiSquare(counts)).as("%s", counts).isLessThan(UNLIKELY);
  }

  @Test
  void losingAChannelMovesOnlyItsOwnConversations() {
    for (int n = 0; n < 500; n++) {
      var session = Optional.of(new SessionKey("caller", "session-" + n));
      String before = first(Strategy.RANDOM, session, new Random(1));
      var left = WEIGHTED.stream().filter(channel -> !channel.id().equals("b")).toList();
      var after = TierOrder.of(Strategy.RANDOM, left, 0, session, new Random(2));
      if (!before.equals("b")) {
        assertThat(after.getFirst().id()).isEqualTo(before);
      }
    }
  }

  @Test
  void everyStrategyGivesAWholeOrder() {
    for (Strategy strategy : Strategy.values()) {
      for (int turn : new int[] {0, 1, 2, 3, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
        assertThat(TierOrder.of(strategy, WEIGHTED, turn, Optional.empty(), new Random(turn)))
            .containsExactlyInAnyOrderElementsOf(WEIGHTED);
      }
    }
  }
}
