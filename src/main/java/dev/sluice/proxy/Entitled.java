package dev.sluice.proxy;

import dev.sluice.access.Admission;
import dev.sluice.access.Caller;
import dev.sluice.access.Front;
import dev.sluice.access.Slot;
import dev.sluice.protocol.Fault;
import dev.sluice.routing.RoutingTable;
import dev.sluice.routing.Wanted;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;

/** What a caller who was let in may ask for, and on whose account. */
final class Entitled {

  private final Caller caller;
  private final boolean ownLogin;
  private final Restrictions restrictions;
  private final Account account;

  Entitled(Admission.Admitted let, Account account) {
    this.caller = let.caller();
    this.ownLogin = let.ownLogin();
    this.restrictions = Restrictions.of(caller);
    this.account = account;
  }

  /** Why the request may not even be read. */
  Optional<Fault> forbids(HttpServerRequest request, Endpoint endpoint, Front front) {
    return restrictions.forbids(request, endpoint, front);
  }

  /** Why a request that was read may not go on; when it may, its costs are reserved. */
  Optional<Account.Refusal> refuses(Call made, RoutingTable table, Instant now) {
    Optional<Fault> forbidden = restrictions.forbids(made, table);
    if (forbidden.isPresent()) {
      return forbidden.map(fault -> new Account.Refusal(fault, Optional.empty()));
    }
    return account.open(caller, made, model(made), now);
  }

  /** Tells a caller that has budgets what is left of them. */
  void tell(Instant now, MultiMap headers) {
    account.tell(caller, now, headers);
  }

  /** The request as it goes on: with the effort that the caller's slot names. */
  Future<Call> fit(Vertx vertx, Call made) {
    return SlotEffort.of(vertx, made, restrictions.slot(made).flatMap(Slot::effort));
  }

  Wanted wanted(Call made) {
    return new Wanted(
        made.endpoint().protocol(),
        model(made),
        made.session(),
        ownLogin,
        restrictions.permitted(made));
  }

  private String model(Call made) {
    return restrictions.slot(made).map(Slot::model).orElse(made.model());
  }
}
