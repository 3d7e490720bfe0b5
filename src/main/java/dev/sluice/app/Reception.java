package dev.sluice.app;

import dev.sluice.access.AccessRepository;
import dev.sluice.access.AccessVerticle;
import dev.sluice.access.Budgets;
import dev.sluice.access.Expiry;
import dev.sluice.access.Issued;
import dev.sluice.access.PastSpending;
import dev.sluice.access.Registry;
import dev.sluice.access.Restoring;
import dev.sluice.access.TermsJson;
import dev.sluice.admin.AccessDesk;
import dev.sluice.config.Settings;
import dev.sluice.config.StoreSeal;
import dev.sluice.limit.Limiter;
import dev.sluice.limit.UsualCosts;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Issued keys, people and what they use, put together. */
final class Reception {

  private final InstantSource clock = InstantSource.system();
  private final Issued issued = new Issued(clock);
  private final Registry registry;
  private final Budgets budgets;
  private final Supplier<ZoneId> zone;

  Reception(
      Settings settings,
      AccessRepository repository,
      PastSpending past,
      StoreSeal seal,
      Supplier<ZoneId> zone) {
    this(repository, past, seal, zone, settings.sessionTtl(), settings.rateLimit());
  }

  private Reception(
      AccessRepository repository,
      PastSpending past,
      StoreSeal seal,
      Supplier<ZoneId> zone,
      Duration sessionTtl,
      boolean enforced) {
    this.zone = zone;
    this.budgets = new Budgets(new Limiter(zone, sessionTtl), new UsualCosts(), enforced);
    var restoring = new Restoring(past, budgets.limiter(), clock);
    this.registry = new Registry(repository, seal, issued, restoring, clock);
  }

  /** Of a gateway that does not run: nobody comes in, but keys can be handed out. */
  static Reception closed(AccessRepository repository, StoreSeal seal) {
    return new Reception(
        repository, PastSpending.NONE, seal, () -> ZoneOffset.UTC, Duration.ZERO, false);
  }

  Issued issued() {
    return issued;
  }

  Budgets budgets() {
    return budgets;
  }

  AccessDesk desk() {
    return new AccessDesk(registry, budgets, new TermsJson(new Expiry(clock, zone)));
  }

  /**
   * @param atOnce whether channels have limits
   */
  AccessVerticle verticle(BooleanSupplier atOnce) {
    return new AccessVerticle(registry, issued, budgets.limiter(), clock, atOnce);
  }
}
