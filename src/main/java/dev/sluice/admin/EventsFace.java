package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.ChannelTopics;
import dev.sluice.config.ConfigVerticle;
import dev.sluice.config.Revision;
import dev.sluice.ledger.LedgerVerticle;
import dev.sluice.ledger.live.LiveRequest;
import dev.sluice.ledger.live.LiveRequests;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /api/events}: what happens, as it happens, to the listeners of one event loop, to each
 * what it may see. Not thread-safe.
 */
final class EventsFace {

  private static final int MOST_LISTENERS = 64;

  /* Members cannot take the last places away from operators, nor one of them those of the others. */
  private static final int MOST_MEMBERS = 48;
  private static final int MOST_OF_ONE = 8;

  private static final long TICK_MS = 500;

  private final Glance glance;
  private final LiveRequests live;
  private final KeyCheck keyCheck;
  private final Map<Sight, Onlookers> onlookers = new HashMap<>();
  private boolean looking;

  private EventsFace(Glance glance, LiveRequests live, KeyCheck keyCheck) {
    this.glance = glance;
    this.live = live;
    this.keyCheck = keyCheck;
  }

  /** For the event loop that calls it. */
  static EventsFace on(Vertx vertx, Glance glance, LiveRequests live, KeyCheck keyCheck) {
    var face = new EventsFace(glance, live, keyCheck);
    LedgerVerticle.RECORDED.subscribe(
        vertx,
        ended -> face.onlookers.values().forEach(those -> ended.records().forEach(those::tell)));
    ChannelTopics.CHANNEL_CHANGED.subscribe(
        vertx,
        changed ->
            face.tellOperators(
                "health",
                () ->
                    Optional.of(
                        object()
                            .put("channel", changed.channelId())
                            .put("state", changed.state()))));
    ChannelTopics.KEY_CHANGED.subscribe(
        vertx, changed -> face.tellOperators("key", () -> face.key(changed)));
    ConfigVerticle.CHANGED.subscribe(
        vertx,
        changed -> face.tellOperators("config", () -> Optional.of(revision(changed.revision()))));
    vertx.setPeriodic(TICK_MS, _ -> face.tick());
    return face;
  }

  void listen(RoutingContext context) {
    if (Strangers.refused(context)) {
      return;
    }
    Sight sight = Sight.of(context);
    if (glance.draining().get() || full(sight)) {
      Problems.of(context, 503, "", "No further listener can be served now; ask again later");
      return;
    }
    var again = keyCheck.again(context);
    var listener =
        new EventListener(
            context.response(), () -> again.get().map(Sight::of).filter(sight::equals).isPresent());
    Onlookers those = onlookers.computeIfAbsent(sight, Onlookers::new);
    those.add(listener);
    context.response().closeHandler(_ -> those.remove(listener));
    context.response().exceptionHandler(_ -> those.remove(listener));
    listener.begin();
    look();
  }

  private boolean full(Sight sight) {
    int all = 0;
    int members = 0;
    for (Onlookers those : onlookers.values()) {
      all += those.size();
      members += those.ofOperators() ? 0 : those.size();
    }
    boolean ofMember =
        !sight.everything() && (members >= MOST_MEMBERS || listening(sight) >= MOST_OF_ONE);
    return all >= MOST_LISTENERS || ofMember;
  }

  private int listening(Sight sight) {
    Onlookers those = onlookers.get(sight);
    return those == null ? 0 : those.size();
  }

  /** {@code GET /api/requests/live}. */
  void running(RoutingContext context) {
    if (Strangers.refused(context)) {
      return;
    }
    Sight sight = Sight.of(context);
    live.now()
        .onSuccess(now ->
            context
                .response()
                .putHeader("content-type", "application/json")
                .end(sight.shown(LiveJson.page(sight.among(now))).toString()))
        .onFailure(context::fail);
  }

  /* One look at a time; whoever joined since the last one is told of everything first. */
  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    live.now()
        .onComplete(
            now -> {
              looking = false;
              tell(now);
            },
            _ -> looking = false);
  }

  private void tell(List<LiveRequest> now) {
    var time = glance.clock().instant();
    long revision = glance.routes().now().revision();
    onlookers.values().forEach(those -> those.tell(now, time, revision));
  }

  /* Channels, keys and the configuration are nothing that members may look at. */
  private void tellOperators(String event, Supplier<Optional<ObjectNode>> body) {
    Onlookers operators = onlookers.get(Sight.EVERYTHING);
    if (operators != null && operators.size() > 0) {
      body.get().ifPresent(told -> operators.tell(event, told));
    }
  }

  /* What is told is how the key is by now, in the words of the list of channels. */
  private Optional<ObjectNode> key(ChannelTopics.KeyChanged changed) {
    return glance
        .routes()
        .now()
        .channel(changed.channelId())
        .flatMap(channel -> ChannelView.key(channel, changed.keyId(), glance.clock()))
        .map(key -> {
          ObjectNode news = object().put("channel", changed.channelId());
          news.set("key", key.path("id"));
          List.of("masked", "state", "until", "lastError")
              .forEach(member -> news.set(member, key.path(member)));
          return news;
        });
  }

  private static ObjectNode revision(Revision revision) {
    return object()
        .put("revision", revision.number())
        .put("time", revision.time().toString())
        .put("author", revision.author())
        .put("summary", revision.summary());
  }

  /*
   * A listener would otherwise hold a stopping gateway up for the whole grace, and one whose session
   * or key is over, or may see something else by now, would go on listening.
   */
  private void tick() {
    boolean draining = glance.draining().get();
    onlookers.values().removeIf(those -> !those.stay(draining, glance.clock().instant()));
    if (!onlookers.isEmpty()) {
      look();
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
