package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.live.LiveNews;
import dev.sluice.ledger.live.LiveRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Listeners of one event loop who may see the same. What others may see is left out before anything
 * is compared or counted, so that neither ids nor numbers tell of it. Not thread-safe.
 */
final class Onlookers {

  private final Sight sight;
  private final LiveNews news = new LiveNews();
  private final Set<EventListener> listeners = new LinkedHashSet<>();

  Onlookers(Sight sight) {
    this.sight = sight;
  }

  void add(EventListener listener) {
    listeners.add(listener);
  }

  void remove(EventListener listener) {
    listeners.remove(listener);
  }

  int size() {
    return listeners.size();
  }

  boolean ofOperators() {
    return sight.everything();
  }

  /** One event, the same for all of them. */
  void tell(String event, ObjectNode body) {
    String frame = frame(event, body);
    listeners.forEach(listener -> listener.tell(frame));
  }

  /** A request has ended. */
  void tell(RequestRecord record) {
    if (!listeners.isEmpty() && sight.holds(record.caller())) {
      tell("request", sight.shown(RequestJson.of(record)));
    }
  }

  /**
   * What runs now.
   *
   * @param running by whomever
   */
  void tell(List<LiveRequest> running, Instant time, long revision) {
    List<LiveRequest> own = sight.among(running);
    List<String> frames = frames(news.next(own));
    String everything = "";
    for (EventListener listener : listeners) {
      if (listener.wantsEverything()) {
        everything = everything.isEmpty() ? everything(own, time, revision) : everything;
        listener.everything(everything);
      } else {
        frames.forEach(listener::tell);
      }
    }
  }

  /** Ends those who may listen no more; false when nobody is left. */
  boolean stay(boolean draining, Instant time) {
    long now = System.nanoTime();
    for (EventListener listener : List.copyOf(listeners)) {
      if (draining || !listener.welcome()) {
        listeners.remove(listener);
        listener.end();
      } else {
        listener.tick(now, time);
      }
    }
    return !listeners.isEmpty();
  }

  private List<String> frames(LiveNews.Changes changes) {
    var frames = new ArrayList<String>();
    changes.changed().forEach(each -> frames.add(frame("running", sight.shown(LiveJson.of(each)))));
    if (!changes.ended().isEmpty()) {
      ObjectNode ended = JsonNodeFactory.instance.objectNode();
      changes.ended().forEach(ended.putArray("items")::add);
      frames.add(frame("ended", ended));
    }
    return frames;
  }

  private String everything(List<LiveRequest> own, Instant time, long revision) {
    ObjectNode whole = sight.shown(LiveJson.page(own));
    return frame("live", whole.put("time", time.toString()).put("revision", revision));
  }

  private static String frame(String event, ObjectNode body) {
    return "event: " + event + "\ndata: " + body + "\n\n";
  }
}
