package dev.sluice.admin;

import dev.sluice.access.Admission;
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
        context.put(CALLER, caller.id());
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

  /** Who was let in, as revisions name them. */
  static String author(RoutingContext context) {
    String caller = context.get(CALLER);
    if (caller == null) {
      throw new IllegalStateException("nobody was let in here");
    }
    return "api:" + caller;
  }
}
