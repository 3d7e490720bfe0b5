package dev.sluice.admin;

import dev.sluice.access.Admission;
import dev.sluice.access.Caller;
import dev.sluice.access.Gate;
import io.vertx.ext.web.RoutingContext;

/** Lets nobody without the access key any further. */
final class KeyCheck {

  private static final int MOST_WAIT = 60;

  private static final String CALLER = "sluice.caller";

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

  /** Lets only those do something who may. */
  static void permit(Operation operation, RoutingContext context) {
    boolean allowed =
        switch (caller(context)) {
          case Caller.Administrator _ -> true;
          case Caller.Holder _ -> operation.access() != Access.ADMINISTRATOR;
        };
    if (allowed) {
      context.next();
    } else {
      Problems.of(
          context,
          403,
          "",
          "An issued key may only look at itself: GET /api/me, GET /api/keys. Use the access key.");
    }
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
