package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.live.LiveNews;
import dev.sluice.ledger.live.LiveRequest;
import java.util.List;
import java.util.Locale;

/** A request that runs, with the members that its record will have; what does not apply is null. */
final class LiveJson {

  private LiveJson() {}

  static ObjectNode of(LiveRequest request) {
    RequestRecord soFar = request.soFar();
    ObjectNode recorded = RequestJson.of(soFar);
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    for (String member :
        List.of(
            "id",
            "time",
            "caller",
            "protocol",
            "model",
            "servedModel",
            "channel",
            "key",
            "session",
            "agent",
            "attempts",
            "receivedMs",
            "admittedMs",
            "passedOver",
            "inputTokens",
            "outputTokens",
            "cacheReadTokens",
            "cacheWriteTokens",
            "ttfbMs",
            "ttftMs")) {
      view.set(member, recorded.get(member));
    }
    return view.put("phase", request.phase().name().toLowerCase(Locale.ROOT))
        .put("attempt", request.attempt())
        .put("startMs", request.startMs())
        .put("bytes", request.bytes())
        .put("elapsedMs", soFar.durationMs());
  }

  /** As a list, the latest first. */
  static ObjectNode page(List<LiveRequest> running) {
    ObjectNode page =
        Page.of(LiveNews.followed(running).reversed().stream().map(LiveJson::of).toList());
    return page.put("total", running.size());
  }
}
