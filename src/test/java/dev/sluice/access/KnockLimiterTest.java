package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class KnockLimiterTest {

  private final TurnableClock clock = new TurnableClock();
  private final KnockLimiter limiter = new KnockLimiter(clock);

  private void knockUntilFull(String address) {
    for (int i = 0; i < KnockLimiter.KNOCKS; i++) {
      assertThat(limiter.knock(address)).isEmpty();
    }
  }

  @Test
  void theWindowEndsThoughTheKnockingGoesOn() {
    knockUntilFull("198.51.100.1");
    assertThat(limiter.knock("198.51.100.1")).contains(KnockLimiter.WINDOW);
    clock.turn(KnockLimiter.WINDOW.minusSeconds(1));
    assertThat(limiter.knock("198.51.100.1")).contains(Duration.ofSeconds(1));
    clock.turn(Duration.ofSeconds(1));
    assertThat(limiter.knock("198.51.100.1")).isEmpty();
  }

  @Test
  void anIpv6NetworkIsOneAddress() {
    knockUntilFull("2001:db8:1:2::1");
    assertThat(limiter.knock("2001:db8:1:2:ffff::9")).isPresent();
    assertThat(limiter.knock("2001:db8:1:3::1")).isEmpty();
  }

  @Test
  void aMappedIpv4AddressIsNotItsNeighbours() {
    knockUntilFull("::ffff:198.51.100.1");
    assertThat(limiter.knock("::ffff:198.51.100.2")).isEmpty();
  }

  @Test
  void whatIsNoAddressCountsAsItStands() {
    knockUntilFull("unix:/run/x");
    assertThat(limiter.knock("unix:/run/x")).isPresent();
    assertThat(limiter.knock("unix:/run/y")).isEmpty();
  }

  @Test
  void manyAddressesTakeBoundedRoom() {
    for (int i = 0; i < 30_000; i++) {
      limiter.knock("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256);
    }
    assertThat(limiter.addresses()).isLessThanOrEqualTo(10_000);
  }
}
