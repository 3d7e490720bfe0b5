package dev.sluice.proxy;

import dev.sluice.routing.Binding;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.routing.Planner;
import dev.sluice.routing.RoutingTable;
import dev.sluice.routing.Sessions;
import dev.sluice.routing.Wanted;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Where a request may go, its conversation's place first. */
final class Planning {

  private final RoutingTable table;
  private final Sessions sessions;

  Planning(RoutingTable table, Sessions sessions) {
    this.table = table;
    this.sessions = sessions;
  }

  Plan of(Wanted wanted) {
    Optional<Binding> place = wanted.session().flatMap(sessions::of);
    Plan plan = at(wanted, place);
    return plan instanceof Plan.Ordered ordered ? together(wanted, place, ordered) : plan;
  }

  /** A conversation's parallel first requests go where the first of them goes. */
  private Plan together(Wanted wanted, Optional<Binding> stale, Plan.Ordered ordered) {
    if (wanted.session().isEmpty() || ordered.bound()) {
      return ordered;
    }
    Candidate first = ordered.candidates().getFirst();
    Optional<Binding> elsewhere = sessions.propose(wanted.session().get(), stale, first);
    if (elsewhere.isEmpty()) {
      return ordered;
    }
    return at(wanted, elsewhere) instanceof Plan.Ordered agreed ? agreed : ordered;
  }

  private Plan at(Wanted wanted, Optional<Binding> place) {
    return Planner.plan(table, wanted, place, ThreadLocalRandom.current(), System.nanoTime());
  }
}
