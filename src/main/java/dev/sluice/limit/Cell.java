package dev.sluice.limit;

import dev.sluice.base.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What one subject has used and what is reserved for it; guarded by its lock. */
final class Cell {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SHORTLY = Duration.ofSeconds(2);

  final ReentrantLock lock = new ReentrantLock();
  private final RollingSum requests = new RollingSum(MINUTE, SECOND);
  private final RollingSum tokens = new RollingSum(MINUTE, SECOND);
  private final Spending spending = new Spending();
  private final Map<String, Active> sessions = new HashMap<>();
  private final Supplier<ZoneId> zone;
  private final Duration sessionTtl;
  private long reservedTokens;
  private long reservedNanos;
  private int running;

  /** A conversation: its requests that run, and when the last one ended. */
  private static final class Active {
    private int running;
    private Instant last = Instant.EPOCH;
  }

  Cell(Supplier<ZoneId> zone, Duration sessionTtl) {
    this.zone = zone;
    this.sessionTtl = sessionTtl;
  }

  /** Why the claim cannot be met now; what is spent goes before what only takes a moment. */
  Optional<Outcome> obstacle(Claim claim, Ask ask, Instant now) {
    return spent(claim, now)
        .or(() -> crowded(claim, ask, now))
        .or(() -> tooFast(claim, now))
        .or(() -> reserved(claim, now));
  }

  private Optional<Outcome> spent(Claim claim, Instant now) {
    return claim.limits().budgets().entrySet().stream()
        .filter(
            budget -> spending.in(budget.getKey(), now, zone.get()) >= budget.getValue().nanos())
        .map(budget -> spentUp(claim, budget.getKey(), budget.getValue(), now))
        .reduce(Cell::longer)
        .map(Outcome.class::cast);
  }

  private Outcome.SpentUp spentUp(Claim claim, Window window, Money cap, Instant now) {
    return new Outcome.SpentUp(
        claim.subject(), window, cap, spending.resets(window, cap.nanos(), now, zone.get()));
  }

  /* The caller is told of the budget that keeps it out longest. */
  private static Outcome.SpentUp longer(Outcome.SpentUp one, Outcome.SpentUp other) {
    Instant first = one.resets().orElse(Instant.MAX);
    return other.resets().orElse(Instant.MAX).isAfter(first) ? other : one;
  }

  private Optional<Outcome> crowded(Claim claim, Ask ask, Instant now) {
    Limits limits = claim.limits();
    if (limits.concurrent().filter(most -> running >= most).isPresent()) {
      return busy(claim, Outcome.Reason.CONCURRENT_REQUESTS, limits.concurrent().get(), SHORTLY);
    }
    if (limits.sessions().isEmpty() || ask.session().isEmpty()) {
      return Optional.empty();
    }
    forget(now);
    boolean known = sessions.containsKey(ask.session().get());
    int most = limits.sessions().get();
    return known || sessions.size() < most
        ? Optional.empty()
        : busy(claim, Outcome.Reason.SESSIONS, most, untilSessionEnds(now));
  }

  private Duration untilSessionEnds(Instant now) {
    return sessions.values().stream()
        .filter(active -> active.running == 0)
        .map(active -> Duration.between(now, active.last.plus(sessionTtl)))
        .min(Duration::compareTo)
        .orElse(SHORTLY);
  }

  private Optional<Outcome> tooFast(Claim claim, Instant now) {
    Limits limits = claim.limits();
    long at = now.toEpochMilli();
    if (limits.requestsPerMinute().filter(most -> requests.sum(at) >= most).isPresent()) {
      long most = limits.requestsPerMinute().get();
      Duration wait = Duration.ofMillis(requests.untilBelow(most, at));
      return busy(claim, Outcome.Reason.REQUESTS_PER_MINUTE, most, wait);
    }
    if (limits.tokensPerMinute().isEmpty()) {
      return Optional.empty();
    }
    long most = limits.tokensPerMinute().get();
    long used = tokens.sum(at);
    if (used + reservedTokens < most) {
      return Optional.empty();
    }
    Duration wait = used < most ? SHORTLY : Duration.ofMillis(tokens.untilBelow(most, at));
    return busy(claim, Outcome.Reason.TOKENS_PER_MINUTE, most, wait);
  }

  private Optional<Outcome> reserved(Claim claim, Instant now) {
    boolean taken =
        claim.limits().budgets().entrySet().stream()
            .anyMatch(budget ->
                Math.addExact(spending.in(budget.getKey(), now, zone.get()), reservedNanos)
                    >= budget.getValue().nanos());
    return taken ? busy(claim, Outcome.Reason.BUDGET_RESERVED, 0, SHORTLY) : Optional.empty();
  }

  private static Optional<Outcome> busy(
      Claim claim, Outcome.Reason reason, long limit, Duration wait) {
    return Optional.of(new Outcome.Busy(claim.subject(), reason, limit, wait));
  }

  void reserve(Ask ask, Instant now) {
    requests.add(1, now.toEpochMilli());
    reservedTokens += ask.tokens();
    reservedNanos = Math.addExact(reservedNanos, ask.nanos());
    running++;
    ask.session()
        .ifPresent(session -> sessions.computeIfAbsent(session, _ -> new Active()).running++);
  }

  /** Puts what was used in the place of what was reserved. */
  void close(Ask ask, long usedTokens, long spentNanos, Instant now) {
    reservedTokens -= ask.tokens();
    reservedNanos -= ask.nanos();
    running--;
    charge(usedTokens, spentNanos, now);
    ask.session()
        .map(sessions::get)
        .ifPresent(active -> {
          active.running--;
          active.last = now;
        });
    forget(now);
  }

  /** What was used without a reservation. */
  void charge(long usedTokens, long spentNanos, Instant now) {
    tokens.add(usedTokens, now.toEpochMilli());
    spending.add(spentNanos, now, now, zone.get());
  }

  void restore(long nanos, Instant at, Instant now) {
    spending.add(nanos, at, now, zone.get());
  }

  Standing standing(Limits limits, Instant now) {
    var spent = new java.util.EnumMap<Window, Standing.Spent>(Window.class);
    for (Window window : Window.values()) {
      var cap = Optional.ofNullable(limits.budgets().get(window));
      long nanos = spending.in(window, now, zone.get());
      spent.put(
          window,
          new Standing.Spent(
              new Money(nanos),
              cap,
              window == Window.FIVE_HOURS
                  ? Optional.empty()
                  : spending.resets(window, 0, now, zone.get())));
    }
    forget(now);
    long at = now.toEpochMilli();
    return new Standing(
        limits,
        spent,
        requests.sum(at),
        tokens.sum(at),
        running,
        sessions.size(),
        new Money(reservedNanos));
  }

  /** Whether nothing depends on it: no request runs and nothing that counts was used. */
  boolean idle() {
    return running == 0;
  }

  private void forget(Instant now) {
    sessions
        .values()
        .removeIf(active -> active.running <= 0 && !active.last.plus(sessionTtl).isAfter(now));
  }
}
