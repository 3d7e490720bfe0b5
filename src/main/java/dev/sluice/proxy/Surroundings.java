package dev.sluice.proxy;

import dev.sluice.access.Budgets;
import dev.sluice.access.Front;
import dev.sluice.access.Gate;
import dev.sluice.access.Issued;
import dev.sluice.config.Settings;
import dev.sluice.ledger.Journal;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.bodies.BodyLog;
import dev.sluice.ledger.price.Prices;
import dev.sluice.routing.Routes;
import dev.sluice.routing.Sessions;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What every exchange of the process shares.
 *
 * @param journals gives one for each event loop
 * @param draining set once the process is stopping
 */
public record Surroundings(
    Settings settings,
    Routes routes,
    Sessions sessions,
    Gate gate,
    Front front,
    Issued issued,
    Budgets budgets,
    Prices prices,
    BodyBudget bodies,
    Consumer<RequestRecord> records,
    BodyLog bodyLog,
    Supplier<Journal> journals,
    InstantSource clock,
    AtomicBoolean draining) {}
