package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.ChannelTopics;
import dev.sluice.config.ConfigVerticle;
import dev.sluice.ledger.LedgerVerticle;
import dev.sluice.ledger.live.LiveNews;
import dev.sluice.ledger.live.LiveRequest;
import dev.sluice.ledger.live.LiveRequests;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * {@code GET /api/events}: what happens, as it happens, to the listeners of one event loop. Not
 * thread-safe.
 */
final class EventsFace {

  private static final int MOST_LISTENERS = 64;
  private static final long TICK_MS = 500;

  private final Glance glance;
  private final LiveRequests live;
  private final KeyCheck keyCheck;
  private final LiveNews news = new LiveNews();
  private final Set<EventListener> listeners = new LinkedHashSet<>();
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
        ended -> ended.records().forEach(each -> face.tell("request", () -> RequestJson.of(each))));
    ChannelTopics.CHANNEL_CHANGED.subscribe(
        vertx,
        changed ->
            face.tell(
                "health",
                () -> object().put("channel", changed.channelId()).put("state", changed.state())));
    ChannelTopics.KEY_CHANGED.subscribe(vertx, face::tell);
    ConfigVerticle.CHANGED.subscribe(
        vertx,
        changed -> {
          var revision = changed.revision();
          face.tell(
              "config",
              () ->
                  object()
                      .put("revision", revision.number())
                      .put("time", revision.time().toString())
                      .put("author", revision.author())
                      .put("summary", revision.summary()));
        });
    vertx.setPeriodic(TICK_MS, _ -> face.tick());
    return face;
  }

  void listen(RoutingContext context) {
    if (Strangers.refused(context)) {
      return;
    }
    if (glance.draining().get() || listeners.size() >= MOST_LISTENERS) {
      Problems.of(context, 503, "", "No further listener can be served now; ask again later");
      return;
    }
    var listener = new EventListener(context.response(), keyCheck.stillIn(context));
    listeners.add(listener);
    context.response().closeHandler(_ -> listeners.remove(listener));
    context.response().exceptionHandler(_ -> listeners.remove(listener));
    listener.begin();
    look();
  }

  /** {@code GET /api/requests/live}. */
  void running(RoutingContext context) {
    if (Strangers.refused(context)) {
      return;
    }
    live.now()
        .onSuccess(now ->
            context
                .response()
                .putHeader("content-type", "application/json")
                .end(LiveJson.page(now).toString()))
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
    LiveNews.Changes changes = news.next(now);
    var frames = new ArrayList<String>();
    changes.changed().forEach(each -> frames.add(frame("running", LiveJson.of(each))));
    if (!changes.ended().isEmpty()) {
      ObjectNode ended = object();
      changes.ended().forEach(ended.putArray("items")::add);
      frames.add(frame("ended", ended));
    }
    Supplier<String> everything = once(() -> frame("live", whole(now)));
    for (EventListener listener : listeners) {
      if (listener.wantsEverything()) {
        listener.everything(everything.get());
      } else {
        frames.forEach(listener::tell);
      }
    }
  }

  private ObjectNode whole(List<LiveRequest> now) {
    return LiveJson.page(now)
        .put("time", glance.clock().instant().toString())
        .put("revision", glance.routes().now().revision());
  }

  private static Supplier<String> once(Supplier<String> costly) {
    var made = new AtomicReference<String>();
    return () -> made.updateAndGet(before -> before == null ? costly.get() : before);
  }

  private static String frame(String event, ObjectNode body) {
    return "event: " + event + "\ndata: " + body + "\n\n";
  }

  private void tell(String event, Supplier<ObjectNode> body) {
    if (listeners.isEmpty()) {
      return;
    }
    String frame = frame(event, body.get());
    listeners.forEach(listener -> listener.tell(frame));
  }

  /* What is told is how the key is by now, in the words of the list of channels. */
  private void tell(ChannelTopics.KeyChanged changed) {
    if (listeners.isEmpty()) {
      return;
    }
    glance
        .routes()
        .now()
        .channel(changed.channelId())
        .flatMap(channel -> ChannelView.key(channel, changed.keyId(), glance.clock()))
        .ifPresent(key -> {
          ObjectNode news = object().put("channel", changed.channelId());
          news.set("key", key.path("id"));
          List.of("masked", "state", "until", "lastError")
              .forEach(member -> news.set(member, key.path(member)));
          tell("key", () -> news);
        });
  }

  /*
   * A listener would otherwise hold a stopping gateway up for the whole grace, and one whose session
   * is over would go on listening.
   */
  private void tick() {
    long now = System.nanoTime();
    for (EventListener listener : List.copyOf(listeners)) {
      if (glance.draining().get() || !listener.welcome()) {
        listeners.remove(listener);
        listener.end();
      } else {
        listener.tick(now, glance.clock().instant());
      }
    }
    if (listeners.isEmpty()) {
      news.forget();
    } else {
      look();
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
