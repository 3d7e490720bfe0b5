package dev.sluice.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets requests in as long as their subjects are within their limits, by reservation before and
 * settlement after. A request is let in while what is spent and reserved is below the cap, so a cap
 * is exceeded by the last reservation at most.
 */
public final class Limiter {

  /** How long a reservation may go without a word of its request. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  /*
   * All cells of a request are locked together, always in the order of their subjects' names: what
   * is checked holds until it is reserved, and two requests never wait for each other.
   */
  private final Map<String, Cell> cells = new ConcurrentHashMap<>();
  private final Set<Reservation> open = ConcurrentHashMap.newKeySet();
  private final Supplier<ZoneId> zone;
  private final Duration sessionTtl;

  /**
   * @param zone in which days begin, now
   * @param sessionTtl how long a session counts after its last request
   */
  public Limiter(Supplier<ZoneId> zone, Duration sessionTtl) {
    this.zone = zone;
    this.sessionTtl = sessionTtl;
  }

  /** Reserves on every subject's account, or on none. */
  public Outcome admit(List<Claim> claims, Ask ask, Instant now) {
    List<Claim> ordered = claims.stream().sorted(Comparator.comparing(Claim::subject)).toList();
    List<Cell> held = ordered.stream().map(claim -> cell(claim.subject())).toList();
    held.forEach(cell -> cell.lock.lock());
    try {
      Optional<Outcome> obstacle = obstacle(ordered, held, ask, now);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
      held.forEach(cell -> cell.reserve(ask, now));
      var reservation = new Reservation(this, held, ask, now);
      open.add(reservation);
      return new Outcome.Admitted(reservation);
    } finally {
      held.forEach(cell -> cell.lock.unlock());
    }
  }

  private static Optional<Outcome> obstacle(
      List<Claim> claims, List<Cell> held, Ask ask, Instant now) {
    var found = new ArrayList<Outcome>();
    for (int i = 0; i < claims.size(); i++) {
      held.get(i).obstacle(claims.get(i), ask, now).ifPresent(found::add);
    }
    return found.stream()
        .filter(Outcome.SpentUp.class::isInstance)
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  void close(Reservation reservation, long tokens, long nanos, Instant now) {
    open.remove(reservation);
    for (Cell cell : reservation.cells()) {
      cell.lock.lock();
      try {
        cell.close(reservation.ask(), tokens, nanos, now);
      } finally {
        cell.lock.unlock();
      }
    }
  }

  /** What a request has used after all whose reservation was given up for lost. */
  void charge(Reservation reservation, long tokens, long nanos, Instant now) {
    for (Cell cell : reservation.cells()) {
      cell.lock.lock();
      try {
        cell.charge(tokens, nanos, now);
      } finally {
        cell.lock.unlock();
      }
    }
  }

  /** Releases what belongs to requests of which nothing was heard for too long; how many. */
  public int sweep(Instant now) {
    List<Reservation> lost = open.stream().filter(each -> each.lost(now, PATIENCE)).toList();
    lost.forEach(each -> each.giveUp(now));
    return lost.size();
  }

  /** Adds what was spent before this process knew of it. */
  public void restore(String subject, long nanos, Instant at, Instant now) {
    Cell cell = cell(subject);
    cell.lock.lock();
    try {
      cell.restore(nanos, at, now);
    } finally {
      cell.lock.unlock();
    }
  }

  /** How a subject stands to these limits. */
  public Standing standing(String subject, Limits limits, Instant now) {
    Cell cell = cell(subject);
    cell.lock.lock();
    try {
      return cell.standing(limits, now);
    } finally {
      cell.lock.unlock();
    }
  }

  /** Forgets subjects that are no more, but for those whose requests still run. */
  public void keepOnly(Predicate<String> subjects) {
    for (var entry : new HashMap<>(cells).entrySet()) {
      if (!subjects.test(entry.getKey()) && entry.getValue().idle()) {
        cells.remove(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Reservations that have not ended. */
  public int open() {
    return open.size();
  }

  /** In which days begin. */
  public ZoneId zone() {
    return zone.get();
  }

  private Cell cell(String subject) {
    return cells.computeIfAbsent(subject, _ -> new Cell(zone, sessionTtl));
  }
}
