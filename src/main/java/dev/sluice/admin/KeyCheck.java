package dev.sluice.admin;

import dev.sluice.access.Admission;
import dev.sluice.access.Caller;
import dev.sluice.access.Gate;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Lets nobody any further who has no key, and no key further than its holder may go. */
final class KeyCheck {

  private static final int MOST_WAIT = 60;

  private static final String CALLER = "sluice.caller";

  private static final Optional<String> NOTHING = Optional.empty();
  private static final Optional<String> MEMBER =
      Optional.of(
          "A member's key may only look at itself: GET /api/me, /api/keys, /api/stats, /api/sessions."
              + " Use the access key, or a key of a user whose role is admin.");

  private final Gate gate;

  KeyCheck(Gate gate) {
    this.gate = gate;
  }

  void check(RoutingContext context) {
    var request = context.request();
    switch (gate.admit(request.headers(), request.remoteAddress().hostAddress())) {
      case Admission.Admitted(var caller, _) -> {
        context.put(CALLER, caller);
        context.next();
      }
      case Admission.Refused(var message) -> {
        context.response().putHeader("www-authenticate", "Bearer");
        Problems.of(context, 401, "", message);
      }
      case Admission.SlowedDown(var message, var wait) -> {
        long seconds = Math.clamp(wait.plusMillis(999).toSeconds(), 1, MOST_WAIT);
        context.response().putHeader("retry-after", Long.toString(seconds));
        Problems.of(context, 429, "", message);
      }
    }
  }

  /** Lets only those do something who may, from where they may. */
  static void permit(Operation operation, RoutingContext context) {
    Caller caller = caller(context);
    Optional<String> obstacle =
        caller instanceof Caller.Holder holder ? forbids(holder, operation, context) : NOTHING;
    obstacle.ifPresentOrElse(
        message -> Problems.of(context, 403, "", message), () -> context.next());
  }

  private static Optional<String> forbids(
      Caller.Holder holder, Operation operation, RoutingContext context) {
    String address = context.request().remoteAddress().hostAddress();
    return holder
        .key()
        .terms()
        .reach()
        .forbidsFrom(address)
        .or(() -> holder.administers() || operation.access() == Access.MEMBER ? NOTHING : MEMBER);
  }

  /** Who was let in. */
  static Caller caller(RoutingContext context) {
    Caller caller = context.get(CALLER);
    if (caller == null) {
      throw new IllegalStateException("nobody was let in here");
    }
    return caller;
  }
}
