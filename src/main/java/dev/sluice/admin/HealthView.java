package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import dev.sluice.channel.KeyState;
import dev.sluice.config.ConfigStatus;
import dev.sluice.routing.RoutingTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The gateway's health as strangers may see it: no secret, no address of an upstream. */
final class HealthView {

  private HealthView() {}

  static ObjectNode of(
      RoutingTable table,
      ConfigStatus status,
      String version,
      Instant started,
      Instant now,
      BooksHealth books) {
    long nano = System.nanoTime();
    List<Channel> enabled = table.tiers().values().stream().flatMap(List::stream).toList();
    Optional<Channel> current =
        enabled.stream().filter(channel -> channel.usable(nano)).findFirst();
    boolean sound =
        enabled.stream()
                .allMatch(channel -> channel.usable(nano) && channel.state().sighting().healthy())
            && status.problems().isEmpty()
            && books.sound();
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("status", current.isEmpty() ? "down" : sound ? "healthy" : "degraded");
    view.put("timestamp", now.toString());
    view.put("uptime", Duration.between(started, now).toSeconds());
    view.put("mode", "standalone").put("version", version);
    view.putObject("books")
        .put("journal", books.journal())
        .put("store", books.store())
        .put("waiting", books.waiting())
        .put("unbooked", books.unbooked())
        .put("lost", books.lost());
    ObjectNode config = view.putObject("config");
    config.put("upstreamCount", table.channels().size());
    current.ifPresentOrElse(
        channel -> config.put("currentUpstream", channel.id()),
        () -> config.putNull("currentUpstream"));
    config.put("loadBalance", table.configuration().strategy().id());
    config.put("revision", table.revision());
    if (!status.problems().isEmpty()) {
      var problems = config.putArray("problems");
      status
          .problems()
          .forEach(problem ->
              problems
                  .addObject()
                  .put("pointer", problem.pointer())
                  .put("message", problem.message()));
    }
    return view;
  }

  /**
   * Whether some channel could be asked. A rest or an open breaker is no reason to look away: a
   * balancer that did would turn a truthful, short error into an outage.
   */
  static boolean ready(RoutingTable table) {
    return table.tiers().values().stream().flatMap(List::stream).anyMatch(HealthView::hasKey);
  }

  private static boolean hasKey(Channel channel) {
    return channel.state().ring().keys().stream()
        .filter(key -> key.phase() != KeyState.Phase.REJECTED)
        .anyMatch(key -> channel.key(key.id()).filter(ChannelKey::enabled).isPresent());
  }
}
