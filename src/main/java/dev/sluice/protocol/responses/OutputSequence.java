package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.MessageFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The items of an output, one after another: while one is told, what comes of the others waits.
 * Made per answer.
 */
final class OutputSequence {

  private static final int MOST_HELD = 32 << 20;

  private final MessageFlow flow;
  private final OutputContext context;
  private final TreeMap<Integer, OutputItem> items = new TreeMap<>();
  private @Nullable OutputItem active;
  private long held;

  OutputSequence(MessageFlow flow, CallNames names, String channel) {
    this.flow = flow;
    this.context = new OutputContext(flow, names, channel);
  }

  void response(String id) {
    context.response(id);
  }

  boolean refused() {
    return context.refused();
  }

  long searches() {
    return context.searches();
  }

  void take(int index, Step step) {
    OutputItem item = items.computeIfAbsent(index, place -> new OutputItem(place, context));
    if (item.ended()) {
      return;
    }
    if (active != null && active != item) {
      hold(item, step);
      return;
    }
    active = item;
    item.take(step);
    if (item.ended()) {
      next();
    }
  }

  private void hold(OutputItem item, Step step) {
    held += step.weight();
    if (held > MOST_HELD) {
      flow.fail(
          new Fault(
              Fault.Kind.UPSTREAM_FAILED,
              "The upstream sent too much of one item before another was complete"));
    } else {
      item.hold(step);
    }
  }

  private void next() {
    active = null;
    for (OutputItem item : items.values()) {
      if (!item.ended() && item.waits()) {
        active = item;
        item.release();
        if (!item.ended()) {
          return;
        }
        active = null;
      }
    }
  }

  /** What the final output has and the stream had not; then every item is at its end. */
  void complete(JsonNode output) {
    int index = 0;
    for (JsonNode item : output) {
      OutputItem known = items.get(index);
      if (known != null) {
        take(index, new Step.Ended(item));
      } else if (!told(item)) {
        take(index, new Step.Begun(item));
        take(index, new Step.Ended(item));
      }
      index++;
    }
    List<Integer> places = new ArrayList<>(items.keySet());
    places.forEach(place -> take(place, new Step.Ended(Json.object())));
  }

  /** Whether an item that stands elsewhere in the final output was told already. */
  private boolean told(JsonNode item) {
    OutputItem.Kind kind = OutputItem.Kind.of(item.path("type").asText());
    return switch (kind) {
      case FUNCTION, CUSTOM -> context.called(item.path("call_id").asText());
      case MESSAGE, REASONING, SEARCH ->
          items.values().stream().anyMatch(other -> other.kind() == kind);
      case UNSEEN, OTHER -> true;
    };
  }
}
