package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.ChannelTopics;
import dev.sluice.config.ConfigVerticle;
import dev.sluice.ledger.LedgerVerticle;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * {@code GET /api/events}: what happens, as it happens, to the listeners of one event loop. Not
 * thread-safe.
 */
final class EventsFace {

  private static final int MOST_LISTENERS = 64;
  private static final long TICK_MS = 500;

  private final AtomicBoolean draining;
  private final Set<EventListener> listeners = new LinkedHashSet<>();

  private EventsFace(AtomicBoolean draining) {
    this.draining = draining;
  }

  /** For the event loop that calls it. */
  static EventsFace on(Vertx vertx, AtomicBoolean draining) {
    var face = new EventsFace(draining);
    LedgerVerticle.RECORDED.subscribe(
        vertx,
        ended -> ended.records().forEach(each -> face.tell("request", () -> RequestJson.of(each))));
    ChannelTopics.CHANNEL_CHANGED.subscribe(
        vertx,
        changed ->
            face.tell(
                "health",
                () -> object().put("channel", changed.channelId()).put("state", changed.state())));
    ChannelTopics.KEY_CHANGED.subscribe(
        vertx, changed -> face.tell("key", () -> object().put("channel", changed.channelId())));
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
    if (draining.get() || listeners.size() >= MOST_LISTENERS) {
      Problems.of(context, 503, "", "No further listener can be served now; ask again later");
      return;
    }
    var listener = new EventListener(context.response());
    listeners.add(listener);
    context.response().closeHandler(_ -> listeners.remove(listener));
    context.response().exceptionHandler(_ -> listeners.remove(listener));
    listener.begin();
  }

  private void tell(String event, Supplier<ObjectNode> body) {
    if (listeners.isEmpty()) {
      return;
    }
    String frame = "event: " + event + "\ndata: " + body.get() + "\n\n";
    listeners.forEach(listener -> listener.tell(frame));
  }

  /* A listener would otherwise hold a stopping gateway up for the whole grace. */
  private void tick() {
    long now = System.nanoTime();
    for (EventListener listener : List.copyOf(listeners)) {
      if (draining.get()) {
        listeners.remove(listener);
        listener.end();
      } else {
        listener.tick(now);
      }
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
