package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import dev.sluice.channel.KeyState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** A channel and its live state as answers show it: every secret masked. */
final class ChannelView {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ChannelView() {}

  static ObjectNode of(Channel channel, InstantSource clock) {
    var config = channel.config();
    var state = channel.state();
    ObjectNode view = ChannelJson.of(config);
    keys(channel, clock, view);
    view.put("state", config.enabled() ? state.breaker().label() : "disabled");
    view.put("healthy", channel.usable(System.nanoTime()) && state.sighting().healthy());
    long latency = state.sighting().latencyMs();
    if (latency < 0) {
      view.putNull("lastLatencyMs");
    } else {
      view.put("lastLatencyMs", latency);
    }
    return view.put("requests", state.requests()).put("failures", state.failures());
  }

  private static void keys(Channel channel, InstantSource clock, ObjectNode view) {
    var keys = view.putArray("keys");
    long now = System.nanoTime();
    for (KeyState known : channel.state().ring().keys()) {
      channel.key(known.id()).ifPresent(key -> keys.add(key(channel, key, known, now, clock)));
    }
  }

  /** One of its keys; empty when it has none of this id any more. */
  static Optional<ObjectNode> key(Channel channel, String id, InstantSource clock) {
    long now = System.nanoTime();
    return channel
        .key(id)
        .flatMap(key ->
            channel.state().ring().key(id).map(known -> key(channel, key, known, now, clock)));
  }

  private static ObjectNode key(
      Channel channel, ChannelKey key, KeyState known, long now, InstantSource clock) {
    var count = channel.state().count(key.id());
    ObjectNode view =
        JSON.objectNode()
            .put("id", key.id())
            .put("name", key.name())
            .put("masked", masked(channel, key))
            .put("enabled", key.enabled())
            .put("state", phase(key, known, now));
    if (known.phase() == KeyState.Phase.COOLING && !known.usable(now)) {
      Instant until = clock.instant().plus(known.rest(now).orElseThrow());
      view.put("until", until.toString());
    } else {
      view.putNull("until");
    }
    if (known.lastVerdict().isEmpty()) {
      view.putNull("lastError");
    } else {
      view.put("lastError", known.lastVerdict());
    }
    return view.put("requests", count.requests().sum()).put("failures", count.failures().sum());
  }

  static String phase(ChannelKey key, KeyState known, long now) {
    if (!key.enabled()) {
      return "disabled";
    }
    return known.usable(now) ? "ready" : known.phase().name().toLowerCase(Locale.ROOT);
  }

  private static String masked(Channel channel, ChannelKey key) {
    return channel.config().keys().stream()
        .filter(each -> each.id().equals(key.id()))
        .findFirst()
        .map(Masked::key)
        .orElseGet(key::masked);
  }
}
