package dev.sluice.ledger.price;

import dev.sluice.base.Glob;
import dev.sluice.base.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes what was booked again at the prices in use, each attempt at what held on its day. Done
 * twice it changes nothing the second time, and one that broke off is gone on with by doing it
 * again.
 */
public final class Recomputation {

  private static final Logger log = LoggerFactory.getLogger(Recomputation.class);

  private final Charges charges;
  private final Prices prices;
  private final AtomicBoolean running = new AtomicBoolean();

  public Recomputation(Charges charges, Prices prices) {
    this.charges = charges;
    this.prices = prices;
  }

  /** Another is under way. */
  public static final class Busy extends Exception {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("costs are being computed again already; wait until that is done");
    }
  }

  /**
   * Which attempts.
   *
   * @param until exclusive
   */
  public record Asked(Charges.Which which, Instant since, Instant until, Glob model) {}

  /** With {@code apply} the books are corrected, else they are only looked at. */
  public CompletionStage<Recomputed> run(Asked asked, boolean apply) {
    if (!running.compareAndSet(false, true)) {
      return CompletableFuture.failedStage(new Busy());
    }
    var found = new Findings();
    return prices
        .open()
        .thenCompose(_ -> step(asked, asked.since(), apply, found))
        .thenApply(_ -> found.told(asked, apply))
        .whenComplete((told, _) -> {
          running.set(false);
          if (told != null && told.changed() > 0 && apply) {
            log.info(
                "Costs were computed again for {} from {} to {}: {} of {} attempts changed, from"
                    + " {} to {} dollars",
                asked.model().pattern(),
                asked.since(),
                asked.until(),
                told.changed(),
                told.examined(),
                told.before(),
                told.after());
          }
        });
  }

  /** Gives what had no price the one that its model has now. */
  public CompletionStage<Recomputed> price(Instant now) {
    return run(new Asked(Charges.Which.UNPRICED, Instant.EPOCH, now, new Glob("*")), true);
  }

  private CompletionStage<Void> step(Asked asked, Instant from, boolean apply, Findings found) {
    return charges
        .reprice(asked.which(), from, asked.until(), priced(asked, found), apply)
        .thenCompose(step -> {
          step.changed().forEach(found::changed);
          return step.next()
              .map(next -> step(asked, next, apply, found))
              .orElseGet(() -> CompletableFuture.completedStage(null));
        });
  }

  /* What has lost its price keeps its cost: that it was paid for is known. */
  private Function<Charge, Cost> priced(Asked asked, Findings found) {
    return charge -> {
      if (!asked.model().matches(charge.model())) {
        return charge.cost();
      }
      Cost now = prices.cost(charge.model(), charge.time(), charge.usage(), charge.multiplier());
      boolean lost = now instanceof Cost.Unpriced && charge.cost() instanceof Cost.Priced;
      found.seen(lost);
      return lost ? charge.cost() : now;
    };
  }

  /** What was found, from one thread at a time. */
  private static final class Findings {

    private static final int MOST_LINES = 200;

    private record Way(String model, String from, String to) {}

    private final Map<Way, Recomputed.Line> lines = new HashMap<>();
    private long examined;
    private long kept;
    private long priced;

    void seen(boolean lost) {
      examined++;
      kept += lost ? 1 : 0;
    }

    void changed(Charges.Repriced each) {
      Cost before = each.charge().cost();
      priced += before instanceof Cost.Unpriced ? 1 : 0;
      var way = new Way(each.charge().model(), revision(before), revision(each.now()));
      lines.merge(
          way,
          new Recomputed.Line(
              way.model(), way.from(), way.to(), 1, amount(before), amount(each.now())),
          (one, other) ->
              new Recomputed.Line(
                  way.model(),
                  way.from(),
                  way.to(),
                  one.attempts() + other.attempts(),
                  one.before().plus(other.before()),
                  one.after().plus(other.after())));
    }

    Recomputed told(Asked asked, boolean applied) {
      List<Recomputed.Line> largest =
          lines.values().stream()
              .sorted(
                  Comparator.<Recomputed.Line>comparingLong(
                          line -> Math.abs(line.after().minus(line.before()).nanos()))
                      .reversed()
                      .thenComparing(Recomputed.Line::model)
                      .thenComparing(Recomputed.Line::from)
                      .thenComparing(Recomputed.Line::to))
              .toList();
      return new Recomputed(
          asked.since(),
          asked.until(),
          asked.model().pattern(),
          examined,
          largest.stream().mapToLong(Recomputed.Line::attempts).sum(),
          priced,
          kept,
          sum(largest, Recomputed.Line::before),
          sum(largest, Recomputed.Line::after),
          largest.stream().limit(MOST_LINES).toList(),
          applied);
    }

    private static Money sum(List<Recomputed.Line> lines, Function<Recomputed.Line, Money> what) {
      return lines.stream().map(what).reduce(Money.ZERO, Money::plus);
    }

    private static String revision(Cost cost) {
      return cost instanceof Cost.Priced known ? known.revision() : "";
    }

    private static Money amount(Cost cost) {
      return cost instanceof Cost.Priced known ? known.amount() : Money.ZERO;
    }
  }
}
