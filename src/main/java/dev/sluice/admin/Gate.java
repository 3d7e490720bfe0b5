package dev.sluice.admin;

import dev.sluice.access.*;
import io.vertx.ext.web.RoutingContext;

record Gate(AccessKeys keys, KnockLimiter knocks) {
  void let(RoutingContext c) {
    String k = c.request().getHeader("x-api-key");
    if (k == null || keys.find(k).isEmpty()) {
      Problems.of(c, 401, "", "");
      return;
    }
    c.next();
  }
}
