package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No order of beginnings and ends exceeds a cap by more than is told, and none leaks. */
final class LimiterPropertyTest {

  private static final Instant START = Instant.parse("2026-01-31T20:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final long CAP = 1_000_000;
  private static final long DEAREST = 90_000;
  private static final int RUNNING = 7;
  private static final int PER_MINUTE = 20;

  private static final Limits LIMITS =
      new Limits(
          Map.of(
              Window.DAY, new Money(CAP),
              Window.FIVE_HOURS, new Money(CAP),
              Window.TOTAL, new Money(40 * CAP)),
          Optional.of(PER_MINUTE),
          Optional.of(CAP),
          Optional.of(RUNNING),
          Optional.of(4));

  private static Ask random(Random random) {
    return new Ask(
        random.nextLong(10_000),
        random.nextLong(DEAREST),
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of("session-" + random.nextInt(9)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void noOrderExceedsACapByMoreThanTheLastReservation(long seed) {
    var random = new Random(seed);
    var limiter = new Limiter(() -> ZONE, Duration.ofMinutes(5));
    var claims = List.of(new Claim("user:u", LIMITS), new Claim("key:k", LIMITS));
    List<Reservation> running = new ArrayList<>();
    Deque<Instant> begun = new ArrayDeque<>();
    Instant now = START;
    for (int step = 0; step < 4_000; step++) {
      now = now.plusMillis(random.nextInt(20) == 0 ? random.nextInt(900_000) : random.nextInt(900));
      if (random.nextBoolean()) {
        if (limiter.admit(claims, random(random), now) instanceof Outcome.Admitted(var held)) {
          running.add(held);
          begun.add(now);
        }
      } else if (!running.isEmpty()) {
        end(running.remove(random.nextInt(running.size())), random, now);
      }
      Instant minuteAgo = now.minusSeconds(60);
      begun.removeIf(at -> !at.isAfter(minuteAgo));
      check(limiter, seed, now, running, begun);
    }
    for (Reservation left : running) {
      end(left, random, now);
    }
    Standing end = limiter.standing("key:k", LIMITS, now);
    assertThat(end.running()).as("seed %d", seed).isZero();
    assertThat(end.reserved()).as("seed %d", seed).isEqualTo(Money.ZERO);
    assertThat(limiter.open()).as("seed %d", seed).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void noCrashMakesABudgetLargerWhateverOfWhatRanIsCharged(long seed) {
    var random = new Random(seed);
    long cap = 20 * DEAREST;
    var budget =
        new Limits(
            Map.of(Window.TOTAL, new Money(cap)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var claims = List.of(new Claim("key:k", budget));
    var limiter = new Limiter(() -> ZONE, Duration.ofMinutes(5));
    List<Reservation> running = new ArrayList<>();
    long booked = 0;
    for (int step = 0; step < 3_000; step++) {
      Instant now = START.plusSeconds(step);
      int what = random.nextInt(40);
      if (what == 0) {
        for (Reservation cut : running) {
          booked += random.nextBoolean() ? cut.ask().nanos() : 0;
        }
        running.clear();
        limiter = new Limiter(() -> ZONE, Duration.ofMinutes(5));
        limiter.restore("key:k", booked, now, now);
      } else if (what < 25) {
        if (limiter.admit(claims, random(random), now) instanceof Outcome.Admitted(var held)) {
          running.add(held);
        }
      } else if (!running.isEmpty()) {
        Reservation held = running.remove(random.nextInt(running.size()));
        long spent = (long) (random.nextDouble() * held.ask().nanos() / 50);
        held.settle(held.ask().tokens(), spent, now);
        booked += spent;
      }
      Standing key = limiter.standing("key:k", budget, now);
      assertThat(key.in(Window.TOTAL).money().nanos()).as("seed %d", seed).isEqualTo(booked);
      assertThat(booked + key.reserved().nanos())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(cap + DEAREST);
    }
  }

  private static void end(Reservation held, Random random, Instant now) {
    switch (random.nextInt(4)) {
      case 0 -> held.release(now);
      case 1 -> held.settleAsEstimated(now);
      default ->
          held.settle(held.ask().tokens(), (long) (random.nextDouble() * held.ask().nanos()), now);
    }
    if (random.nextBoolean()) {
      held.settle(1_000, DEAREST, now);
    }
  }

  private static void check(
      Limiter limiter, long seed, Instant now, List<Reservation> running, Deque<Instant> begun) {
    Standing key = limiter.standing("key:k", LIMITS, now);
    Standing user = limiter.standing("user:u", LIMITS, now);
    assertThat(key).as("seed %d", seed).isEqualTo(user);
    assertThat(key.running()).as("seed %d", seed).isEqualTo(running.size());
    assertThat(running.size()).as("seed %d", seed).isLessThanOrEqualTo(RUNNING);
    assertThat(begun.size()).as("seed %d", seed).isLessThanOrEqualTo(PER_MINUTE);
    long reserved = running.stream().mapToLong(each -> each.ask().nanos()).sum();
    assertThat(key.reserved().nanos()).as("seed %d", seed).isEqualTo(reserved);
    LIMITS
        .budgets()
        .forEach((window, cap) ->
            assertThat(key.in(window).money().nanos())
                .as("seed %d, %s", seed, window)
                .isBetween(0L, cap.nanos() + DEAREST));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 77, 777})
  void threadsThatRaceDoNotEither(long seed) throws ExecutionException, InterruptedException {
    var limiter = new Limiter(() -> ZONE, Duration.ofMinutes(5));
    var budget =
        new Limits(
            Map.of(Window.TOTAL, new Money(CAP)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var ways =
        List.of(
            List.of(new Claim("a", budget), new Claim("b", budget)),
            List.of(new Claim("b", budget), new Claim("a", budget)));
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        var random = new Random(seed + thread);
        ends.add(
            threads.submit(() -> {
              for (int turn = 0; turn < 500; turn++) {
                var claims = ways.get(random.nextInt(2));
                if (limiter.admit(claims, random(random), START)
                    instanceof Outcome.Admitted(var held)) {
                  end(held, random, START);
                }
              }
            }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
    Standing a = limiter.standing("a", budget, START);
    assertThat(a.in(Window.TOTAL).money().nanos())
        .as("seed %d", seed)
        .isBetween(CAP / 2, CAP + DEAREST);
    assertThat(a).isEqualTo(limiter.standing("b", budget, START));
    assertThat(limiter.open()).as("seed %d", seed).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 44, 444})
  void aRollingSumIsNeverBelowTheTruthAndAtMostASliceAbove(long seed) {
    var random = new Random(seed);
    var sum = new RollingSum(Duration.ofMinutes(1), Duration.ofSeconds(1));
    record Added(long at, long amount) {}
    List<Added> all = new ArrayList<>();
    long now = 1_000_000;
    for (int step = 0; step < 3_000; step++) {
      now += random.nextInt(30) == 0 ? random.nextInt(200_000) : random.nextInt(500);
      var added = new Added(now, random.nextInt(100));
      all.add(added);
      sum.add(added.amount(), now);
      long at = now;
      long least = all.stream().filter(e -> e.at() > at - 60_000).mapToLong(Added::amount).sum();
      long most = all.stream().filter(e -> e.at() > at - 61_000).mapToLong(Added::amount).sum();
      assertThat(sum.sum(now)).as("seed %d", seed).isBetween(least, most);
    }
  }
}
