package dev.sluice.admin;

import dev.sluice.admin.doctor.Premises;
import dev.sluice.config.ConfigStatus;
import dev.sluice.routing.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What the administrative side may look at of the running gateway.
 *
 * @param draining set once the process is stopping
 * @param premises where it lives, for the doctor
 * @param books how what is booked is kept
 */
public record Glance(
    Routes routes,
    AtomicReference<ConfigStatus> configuration,
    AtomicBoolean draining,
    InstantSource clock,
    Instant started,
    String version,
    Premises premises,
    Supplier<BooksHealth> books) {}
