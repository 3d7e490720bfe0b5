package dev.sluice.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimiterTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-08-07T10:00:00Z");
  private static final Ask FREE = new Ask(0, 0, Optional.empty());

  private final Limiter limiter = new Limiter(() -> ZONE, Duration.ofMinutes(5));

  private static Limits budget(Window window, String dollars) {
    return new Limits(
        Map.of(window, Money.parse(dollars)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Limits rpm(int most) {
    return new Limits(
        Map.of(), Optional.of(most), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Limits sessions(int most) {
    return new Limits(
        Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(most));
  }

  private static Ask costs(String dollars) {
    return new Ask(0, Money.parse(dollars).nanos(), Optional.empty());
  }

  private static Ask of(String session) {
    return new Ask(0, 0, Optional.of(session));
  }

  private Outcome ask(Limits limits, Ask ask, Instant now) {
    return limiter.admit(List.of(new Claim("key:a", limits)), ask, now);
  }

  private Reservation admitted(Limits limits, Ask ask, Instant now) {
    Outcome outcome = ask(limits, ask, now);
    assertThat(outcome).isInstanceOf(Outcome.Admitted.class);
    return ((Outcome.Admitted) outcome).reservation();
  }

  private void spend(Limits limits, String dollars, Instant now) {
    admitted(limits, FREE, now).settle(0, Money.parse(dollars).nanos(), now);
  }

  @Test
  void theThirdRequestOfAMinuteWaitsUntilTheFirstIsAMinuteOld() {
    admitted(rpm(2), FREE, NOON).release(NOON);
    admitted(rpm(2), FREE, NOON.plusSeconds(20)).release(NOON.plusSeconds(20));
    assertThat(ask(rpm(2), FREE, NOON.plusSeconds(30)))
        .isEqualTo(
            new Outcome.Busy(
                "key:a", Outcome.Reason.REQUESTS_PER_MINUTE, 2, Duration.ofSeconds(31)));
    admitted(rpm(2), FREE, NOON.plusSeconds(61));
  }

  @Test
  void tokensOfTheLastMinuteAndReservedOnesCountTogether() {
    var limits =
        new Limits(
            Map.of(), Optional.empty(), Optional.of(100L), Optional.empty(), Optional.empty());
    Reservation running = admitted(limits, new Ask(60, 0, Optional.empty()), NOON);
    admitted(limits, new Ask(60, 0, Optional.empty()), NOON).release(NOON);
    running.settle(100, 0, NOON);
    assertThat(ask(limits, FREE, NOON.plusSeconds(5)))
        .isEqualTo(
            new Outcome.Busy(
                "key:a", Outcome.Reason.TOKENS_PER_MINUTE, 100, Duration.ofSeconds(56)));
    admitted(limits, FREE, NOON.plusSeconds(61));
  }

  @ParameterizedTest
  @CsvSource({
    "DAY, 2026-08-07T22:00:00Z",
    "WEEK, 2026-08-09T22:00:00Z",
    "MONTH, 2026-08-31T22:00:00Z",
    "FIVE_HOURS, 2026-08-07T15:01:00Z"
  })
  void aSpentBudgetIsRefusedWithItsReset(Window window, Instant resets) {
    Limits limits = budget(window, "1.00");
    spend(limits, "1.25", NOON);
    assertThat(ask(limits, FREE, NOON.plusSeconds(1)))
        .isEqualTo(new Outcome.SpentUp("key:a", window, Money.parse("1.00"), Optional.of(resets)));
    assertThat(ask(limits, FREE, resets.minusSeconds(1))).isInstanceOf(Outcome.SpentUp.class);
    admitted(limits, FREE, resets);
  }

  @Test
  void aSpentTotalNeverComesBack() {
    Limits limits = budget(Window.TOTAL, "1.00");
    spend(limits, "1.00", NOON);
    assertThat(ask(limits, FREE, NOON.plus(Duration.ofDays(4000))))
        .isEqualTo(
            new Outcome.SpentUp("key:a", Window.TOTAL, Money.parse("1.00"), Optional.empty()));
  }

  @Test
  void aDayIsAsLongAsItsZoneMakesIt() {
    Instant beforeTheClocksGoForward = Instant.parse("2026-03-28T23:30:00Z");
    Limits limits = budget(Window.DAY, "1.00");
    spend(limits, "1.00", beforeTheClocksGoForward);
    assertThat(ask(limits, FREE, beforeTheClocksGoForward))
        .isEqualTo(
            new Outcome.SpentUp(
                "key:a",
                Window.DAY,
                Money.parse("1.00"),
                Optional.of(Instant.parse("2026-03-29T22:00:00Z"))));
  }

  @Test
  void whatIsOnlyReservedIsBusyAndNotSpent() {
    Limits limits = budget(Window.DAY, "1.00");
    Reservation running = admitted(limits, costs("1.50"), NOON);
    assertThat(ask(limits, FREE, NOON))
        .isEqualTo(
            new Outcome.Busy("key:a", Outcome.Reason.BUDGET_RESERVED, 0, Duration.ofSeconds(2)));
    running.settle(0, Money.parse("0.10").nanos(), NOON);
    admitted(limits, costs("5.00"), NOON);
  }

  @Test
  void theBudgetThatLastsLongestIsTold() {
    var limits =
        new Limits(
            Map.of(Window.DAY, Money.parse("1"), Window.MONTH, Money.parse("1")),
            Optional.of(1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    spend(limits, "1", NOON);
    assertThat(ask(limits, FREE, NOON))
        .isInstanceOfSatisfying(
            Outcome.SpentUp.class, told -> assertThat(told.window()).isEqualTo(Window.MONTH));
  }

  @Test
  void oneSubjectsLimitKeepsARequestFromEveryAccount() {
    Claim key = new Claim("key:a", Limits.NONE);
    Claim user = new Claim("user:u", rpm(1));
    limiter.admit(List.of(user, key), FREE, NOON);
    assertThat(limiter.admit(List.of(key, user), FREE, NOON)).isInstanceOf(Outcome.Busy.class);
    assertThat(limiter.standing("key:a", Limits.NONE, NOON).requestsLastMinute()).isEqualTo(1);
  }

  @Test
  void runningRequestsAreCountedUntilTheyEndHoweverOftenTheyEnd() {
    var limits =
        new Limits(Map.of(), Optional.empty(), Optional.empty(), Optional.of(1), Optional.empty());
    Reservation running = admitted(limits, FREE, NOON);
    assertThat(ask(limits, FREE, NOON))
        .isEqualTo(
            new Outcome.Busy(
                "key:a", Outcome.Reason.CONCURRENT_REQUESTS, 1, Duration.ofSeconds(2)));
    running.settle(5, 5, NOON);
    running.release(NOON);
    running.settle(5, 5, NOON);
    Standing standing = limiter.standing("key:a", limits, NOON);
    assertThat(standing.running()).isZero();
    assertThat(standing.tokensLastMinute()).isEqualTo(5);
    admitted(limits, FREE, NOON);
  }

  @Test
  void aSessionThatIsKnownIsAlwaysLetIn() {
    admitted(sessions(1), of("one"), NOON).release(NOON);
    assertThat(ask(sessions(1), of("two"), NOON.plusSeconds(60)))
        .isEqualTo(new Outcome.Busy("key:a", Outcome.Reason.SESSIONS, 1, Duration.ofMinutes(4)));
    admitted(sessions(1), of("one"), NOON.plusSeconds(60)).release(NOON.plusSeconds(60));
    admitted(sessions(1), of("two"), NOON.plusSeconds(360));
  }

  @Test
  void aLostReservationIsSweptAndWhatItCameToStillCountsOnce() {
    Reservation lost = admitted(Limits.NONE, costs("1.00"), NOON);
    Reservation alive = admitted(Limits.NONE, costs("2.00"), NOON);
    Instant later = NOON.plus(Limiter.PATIENCE).plusSeconds(1);
    alive.renew(later);
    assertThat(limiter.sweep(later)).isEqualTo(1);
    assertThat(limiter.open()).isEqualTo(1);
    lost.settle(9, 9, later);
    lost.settle(9, 9, later);
    Standing standing = limiter.standing("key:a", Limits.NONE, later);
    assertThat(standing.reserved()).isEqualTo(Money.parse("2.00"));
    assertThat(standing.tokensLastMinute()).isEqualTo(9);
    assertThat(standing.in(Window.DAY).money()).isEqualTo(new Money(9));
  }

  @Test
  void whatWasSpentBeforeTheStartCountsInTheSpansThatItFellIn() {
    limiter.restore("key:a", Money.parse("1").nanos(), NOON.minus(Duration.ofHours(13)), NOON);
    limiter.restore("key:a", Money.parse("2").nanos(), NOON.minus(Duration.ofHours(1)), NOON);
    Standing standing = limiter.standing("key:a", Limits.NONE, NOON);
    assertThat(standing.in(Window.FIVE_HOURS).money()).isEqualTo(Money.parse("2"));
    assertThat(standing.in(Window.DAY).money()).isEqualTo(Money.parse("2"));
    assertThat(standing.in(Window.MONTH).money()).isEqualTo(Money.parse("3"));
  }

  @Test
  void subjectsThatAreGoneAreForgottenOnceTheirRequestsHaveEnded() {
    Reservation running = admitted(Limits.NONE, FREE, NOON);
    limiter.keepOnly(_ -> false);
    assertThat(limiter.standing("key:a", Limits.NONE, NOON).running()).isEqualTo(1);
    running.settle(0, 7, NOON);
    limiter.keepOnly(_ -> false);
    Standing standing = limiter.standing("key:a", Limits.NONE, NOON);
    assertThat(standing.in(Window.TOTAL).money()).isEqualTo(Money.ZERO);
  }
}
