package dev.sluice.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.Permit.Want;
import dev.sluice.config.BreakerConfig;
import dev.sluice.protocol.Property;
import dev.sluice.testing.Documents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PermitTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final BreakerConfig ONE =
      new BreakerConfig(1, Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(60));
  private static final Verdict FAILED = new Verdict.ChannelFailed("x");

  private static Channel channel(int maxConcurrent) {
    var document =
        Documents.read(
            """
            {'channels':[{'id':'c','type':'anthropic','baseUrl':'http://127.0.0.1:1',
             'keys':[{'secret':'k1'},{'secret':'k2'}],'maxConcurrent':%d}]}\
            """
                .formatted(maxConcurrent));
    return Channel.of(document.channels().getFirst(), Optional.empty());
  }

  private final Channel channel = channel(0);

  private Permit.Answer ask(Want want, long now) {
    return Permit.ask(channel, channel.keys().getFirst(), want, now);
  }

  private Permit granted(Want want, long now) {
    return ((Permit.Answer.Granted) ask(want, now)).permit();
  }

  private void ends(Permit permit, Verdict verdict, long now) {
    channel.state().learn(permit.attempted("m", 0), verdict, now, ONE);
    permit.release();
  }

  @Test
  void aPermitIsGivenBackOnce() {
    Permit permit = granted(Want.ATTEMPT, 0);
    assertThat(channel.state().active()).isOne();
    permit.release();
    permit.release();
    assertThat(channel.state().active()).isZero();
  }

  @Test
  void anOpenChannelIsPassedOverAndThenTriedByOneAtATime() {
    ends(granted(Want.ATTEMPT, 0), FAILED, 0);
    assertThat(ask(Want.ATTEMPT, SECOND)).isInstanceOf(Permit.Answer.PassedOver.class);
    Permit trial = granted(Want.ATTEMPT, 11 * SECOND);
    assertThat(ask(Want.ATTEMPT, 11 * SECOND)).isInstanceOf(Permit.Answer.Busy.class);
    assertThat(ask(Want.LAST_RESORT, 11 * SECOND)).isInstanceOf(Permit.Answer.Busy.class);
    ends(trial, new Verdict.Succeeded(), 12 * SECOND);
    granted(Want.ATTEMPT, 12 * SECOND);
  }

  @Test
  void everyEndWithoutAFindingReturnsTheTrial() {
    long now = 0;
    for (Verdict end :
        List.of(
            new Verdict.CallerGone(),
            new Verdict.QuotaExhausted(Optional.of(Duration.ZERO)),
            new Verdict.RateLimited(Optional.of(Duration.ZERO)),
            new Verdict.ModelMissing())) {
      ends(granted(Want.ATTEMPT, now), FAILED, now);
      now += 11 * SECOND;
      ends(granted(Want.ATTEMPT, now), end, now);
      ends(granted(Want.ATTEMPT, now), new Verdict.RequestRejected(), now);
      assertThat(channel.state().breaker().closed()).isTrue();
    }
  }

  @Test
  void theLastResortDoesNotWaitForTheRestButIsOneAtATime() {
    ends(granted(Want.ATTEMPT, 0), FAILED, 0);
    Permit first = granted(Want.LAST_RESORT, 1);
    assertThat(ask(Want.LAST_RESORT, 1)).isInstanceOf(Permit.Answer.Busy.class);
    ends(first, FAILED, 2);
    granted(Want.LAST_RESORT, 3);
  }

  @Test
  void aLostHoldersPlaceIsFreeAfterAWhile() {
    ends(granted(Want.ATTEMPT, 0), FAILED, 0);
    granted(Want.LAST_RESORT, 1);
    granted(Want.LAST_RESORT, 1 + Breaker.TRIAL.toNanos());
  }

  @Test
  void aRejectedKeyIsNotEvenALastResort() {
    ends(granted(Want.ATTEMPT, 0), new Verdict.KeyRejected(true), 0);
    assertThat(ask(Want.LAST_RESORT, 1))
        .isEqualTo(new Permit.Answer.PassedOver("key rejected by the upstream"));
  }

  @Test
  void retriesOnASickChannelAreRationedUntilTheirContentComes() {
    var five = new BreakerConfig(5, ONE.window(), ONE.open(), ONE.maxOpen());
    channel.state().learn(granted(Want.ATTEMPT, 0).attempted("m", 0), FAILED, 0, five);
    List<Permit> retries = new ArrayList<>();
    while (ask(Want.RETRY, 1) instanceof Permit.Answer.Granted(var permit)) {
      retries.add(permit);
    }
    assertThat(retries).hasSizeBetween(3, 5);
    retries.forEach(Permit::opened);
    granted(Want.RETRY, 2);
  }

  @Test
  void retriesOnAChannelThatHasNotFailedOfLateAreNot() {
    var five = new BreakerConfig(5, ONE.window(), ONE.open(), ONE.maxOpen());
    channel.state().learn(granted(Want.ATTEMPT, 0).attempted("m", 0), FAILED, 0, five);
    for (int n = 0; n < 50; n++) {
      granted(Want.RETRY, 61 * SECOND);
    }
  }

  @Test
  void noInterleavingOfGrantsAndEndsLeaksAnything() {
    Property.holds(
        300,
        chance -> {
          Channel tried = channel(chance.nextInt(4));
          List<Permit> held = new ArrayList<>();
          long now = 0;
          for (int step = 0; step < 40; step++) {
            now += chance.nextLong(5 * SECOND);
            if (chance.nextBoolean()) {
              var key = tried.keys().get(chance.nextInt(2));
              Want want = Want.values()[chance.nextInt(3)];
              if (Permit.ask(tried, key, want, now) instanceof Permit.Answer.Granted(var permit)) {
                held.add(permit);
              }
            } else if (!held.isEmpty()) {
              end(tried, held.remove(chance.nextInt(held.size())), chance, now);
            }
            assertThat(tried.state().active()).isEqualTo(held.size());
          }
          for (Permit permit : held) {
            end(tried, permit, chance, now);
          }
          assertNothingIsHeld(tried, now);
        });
  }

  private static void end(Channel tried, Permit permit, Random chance, long now) {
    if (chance.nextBoolean()) {
      permit.opened();
    }
    tried.state().learn(permit.attempted("m", 0), verdict(chance), now, ONE);
    permit.release();
  }

  private static void assertNothingIsHeld(Channel tried, long now) {
    assertThat(tried.state().active()).isZero();
    assertThat(tried.state().breaker().trialRuns(now)).isFalse();
    tried.keys().forEach(key -> tried.state().recover(key.id()));
    var last = Permit.ask(tried, tried.keys().getFirst(), Want.LAST_RESORT, now);
    assertThat(last).isInstanceOf(Permit.Answer.Granted.class);
    assertThat(tried.state().enterRetry(now)).isTrue();
  }

  private static Verdict verdict(Random chance) {
    return switch (chance.nextInt(9)) {
      case 0 -> new Verdict.Succeeded();
      case 1 -> new Verdict.NotSent("x");
      case 2 -> new Verdict.QuotaExhausted(Optional.empty());
      case 3 -> new Verdict.RateLimited(Optional.empty());
      case 4 -> new Verdict.KeyRejected(chance.nextBoolean());
      case 5 -> new Verdict.Overloaded(Optional.empty());
      case 6 -> FAILED;
      case 7 -> new Verdict.RequestRejected();
      default -> new Verdict.CallerGone();
    };
  }
}
