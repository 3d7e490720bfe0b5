package dev.sluice.routing;

import dev.sluice.channel.Channel;
import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Documents;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Routing tables made of one line. */
final class Tables {

  static final SessionKey SESSION = new SessionKey("caller", "session");

  private Tables() {}

  /** Channels {@code a}, {@code b}, {@code c}; more members of each may be given. */
  static RoutingTable of(String strategy, String a, String b, String c) {
    return RoutingTable.of(
        Documents.read(
            "{'strategy':'%s','channels':[%s,%s,%s]}"
                .formatted(strategy, channel("a", a), channel("b", b), channel("c", c))),
        1,
        Optional.empty());
  }

  static RoutingTable of(String strategy) {
    return of(strategy, "", "", "");
  }

  static String channel(String id, String more) {
    return "{'id':'%1$s','type':'anthropic','baseUrl':'http://%1$s','keys':[{'secret':'%1$s1'},{'secret':'%1$s2'}]%2$s}"
        .formatted(id, more);
  }

  static Wanted wanted(String model) {
    return new Wanted(Protocol.ANTHROPIC, model, Optional.empty(), false);
  }

  static Wanted inSession(String session) {
    return new Wanted(
        Protocol.ANTHROPIC, "m", Optional.of(new SessionKey("caller", session)), false);
  }

  static Plan plan(RoutingTable table, Wanted wanted) {
    return Planner.plan(table, wanted, Optional.empty(), new Random(1), 0);
  }

  static List<Candidate> candidates(Plan plan) {
    return ((Plan.Ordered) plan).candidates();
  }

  /** The channels of a plan in their order. */
  static String channels(Plan plan) {
    return String.join(
        "", candidates(plan).stream().map(Candidate::channel).map(Channel::id).distinct().toList());
  }
}
