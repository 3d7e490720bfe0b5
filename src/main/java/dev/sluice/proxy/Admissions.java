package dev.sluice.proxy;

import dev.sluice.access.*;
import dev.sluice.protocol.*;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

final class Admissions {
  private final Surroundings around;

  Admissions(Surroundings around) {
    this.around = around;
  }

  Admission of(HttpServerRequest r, Protocol p) {
    String k = r.getHeader("x-api-key");
    String a = r.getHeader("authorization");
    if (k == null && a != null && a.startsWith("Bearer ")) k = a.substring(7);
    if (k == null) k = r.getHeader("x-goog-api-key");
    return (k == null ? Optional.<Caller>empty() : around.accessKeys().find(k))
        .<Admission>map(c -> new Admission.Admitted(c, false))
        .orElseGet(() -> new Admission.Refused(new Fault(Fault.Kind.UNAUTHENTICATED, "no")));
  }

  Optional<Fault> refusal(HttpServerRequest r, Protocol p) {
    return of(r, p) instanceof Admission.Refused f ? Optional.of(f.fault()) : Optional.empty();
  }

  String forwardedQuery(HttpServerRequest r, Protocol p) {
    String q = r.query();
    return q == null || q.isEmpty() ? "" : "?" + q;
  }
}
