package dev.sluice.proxy;

import dev.sluice.access.Caller;
import dev.sluice.access.ClientKind;
import dev.sluice.access.Front;
import dev.sluice.access.Reach;
import dev.sluice.access.Slot;
import dev.sluice.access.Terms;
import dev.sluice.protocol.Fault;
import dev.sluice.routing.ModelName;
import dev.sluice.routing.Permitted;
import dev.sluice.routing.RoutingTable;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** What a caller may not ask for, and where its requests may go. */
record Restrictions(Reach reach, Optional<Terms> terms) {

  static Restrictions of(Caller caller) {
    return switch (caller) {
      case Caller.Administrator _ -> new Restrictions(Reach.ALL, Optional.empty());
      case Caller.Holder(var key, _) ->
          new Restrictions(key.terms().reach(), Optional.of(key.terms()));
    };
  }

  /** Why the request may not even be read. */
  Optional<Fault> forbids(HttpServerRequest request, Endpoint endpoint, Front front) {
    String agent = Optional.ofNullable(request.getHeader("user-agent")).orElse("");
    return reach
        .forbids(endpoint.protocol(), ClientKind.ofAgent(agent), front.address(request))
        .map(Restrictions::forbidden);
  }

  /** Why a request that was read may not be served. */
  Optional<Fault> forbids(Call made, RoutingTable table) {
    return reach
        .forbids(ModelName.bare(made.model()))
        .map(Restrictions::forbidden)
        .or(() -> nowhere(made, table));
  }

  boolean allows(String model) {
    return reach.allows(model);
  }

  /* A key for groups without a channel is told so, and not that nobody has the model. */
  private Optional<Fault> nowhere(Call made, RoutingTable table) {
    Permitted permitted = permitted(made);
    if (permitted.equals(Permitted.ALL)) {
      return Optional.empty();
    }
    boolean somewhere =
        table.tiers().values().stream()
            .flatMap(List::stream)
            .anyMatch(channel -> permitted.allows(channel.config()));
    return somewhere
        ? Optional.empty()
        : Optional.of(
            forbidden(
                "channel: no enabled channel is "
                    + permitted.target().map(target -> "\"" + target + "\"").orElse("there")
                    + (reach.groups().isEmpty()
                        ? ""
                        : " in what this key may use (allowed groups: "
                            + String.join(", ", reach.groups().stream().sorted().toList())
                            + ")")));
  }

  Optional<Slot> slot(Call made) {
    return terms.flatMap(each -> each.slot(made.model()));
  }

  Permitted permitted(Call made) {
    return new Permitted(reach.groups(), slot(made).map(Slot::channel));
  }

  private static Fault forbidden(String message) {
    return new Fault(
        Fault.Kind.FORBIDDEN, message + ". Ask whoever runs this gateway for another key.");
  }
}
