package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.Billed;
import dev.sluice.ledger.Cursor;
import dev.sluice.ledger.Prelude;
import dev.sluice.ledger.RequestPage;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.bodies.KeptBody;
import dev.sluice.ledger.bodies.Side;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.util.List;
import java.util.Optional;

/** A recorded request as answers and listings show it; what does not apply is null. */
public final class RequestJson {

  private RequestJson() {}

  public static ObjectNode of(RequestPage page) {
    ObjectNode view = Page.of(page.items().stream().map(RequestJson::of).toList());
    page.next().map(Cursor::text).ifPresent(next -> view.put("next", next));
    return view;
  }

  public static ObjectNode of(RequestRecord record) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("id", record.id()).put("time", record.time().toString());
    ObjectNode caller = view.putObject("caller").put("kind", record.caller().kind());
    text(caller, "id", record.caller().id());
    text(caller, "name", record.caller().name());
    text(view, "protocol", record.protocol());
    text(view, "model", record.model());
    text(view, "servedModel", record.servedModel());
    text(view, "channel", record.channel());
    text(view, "key", record.key());
    text(view, "session", record.session());
    text(view, "agent", record.agent());
    view.put("status", record.status());
    text(view, "verdict", record.verdict());
    var attempts = view.putArray("attempts");
    record.attempts().forEach(attempt -> attempts.add(of(attempt)));
    prelude(view, record.prelude());
    var usage = record.usage();
    view.put("inputTokens", usage.inputTokens()).put("outputTokens", usage.outputTokens());
    view.put("cacheReadTokens", usage.cacheReadTokens());
    view.put("cacheWriteTokens", usage.cacheWrite5mTokens() + usage.cacheWrite1hTokens());
    view.put("webSearches", usage.webSearches());
    record
        .cost()
        .ifPresentOrElse(cost -> view.put("cost", cost.toString()), () -> view.putNull("cost"));
    view.put("estimated", record.estimated());
    view.put("cachedShare", cachedShare(usage));
    var billed = view.putArray("billed");
    record.billed().forEach(each -> billed.add(of(each)));
    view.put("ttfbMs", record.ttfbMs()).put("ttftMs", record.ttftMs());
    view.put("durationMs", record.durationMs()).put("endedBy", record.endedBy().label());
    text(view, "error", record.error());
    return view;
  }

  private static void prelude(ObjectNode view, Prelude prelude) {
    view.put("receivedMs", prelude.receivedMs()).put("admittedMs", prelude.admittedMs());
    var passedOver = view.putArray("passedOver");
    prelude
        .passedOver()
        .forEach(each ->
            passedOver.addObject().put("channel", each.channel()).put("reason", each.reason()));
  }

  /** With its headers and bodies, where they are kept. */
  public static Optional<ObjectNode> whole(Optional<RequestRecord> found, List<KeptBody> bodies) {
    Optional<ObjectNode> view = found.map(RequestJson::of);
    view.ifPresent(request -> bodies.forEach(body -> request.set(member(body.side()), of(body))));
    return view;
  }

  private static String member(Side side) {
    return switch (side) {
      case REQUEST_HEADERS -> "requestHeaders";
      case REQUEST -> "requestBody";
      case RESPONSE_HEADERS -> "responseHeaders";
      case RESPONSE -> "responseBody";
    };
  }

  private static ObjectNode of(KeptBody body) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    if (body.problem().isEmpty()) {
      view.put("text", body.text());
    } else {
      view.putNull("text").put("problem", body.problem());
    }
    return view.put("bytes", body.length()).put("cut", body.cut());
  }

  /* How much of the prompt came from a cache, in thousandths. */
  private static double cachedShare(Usage usage) {
    long prompt = usage.promptTokens();
    return prompt == 0 ? 0 : Math.round(usage.cacheReadTokens() * 1000.0 / prompt) / 1000.0;
  }

  private static ObjectNode of(Billed billed) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("attempt", billed.attempt())
            .put("channel", billed.channel())
            .put("model", billed.model())
            .put("inputTokens", billed.usage().inputTokens())
            .put("outputTokens", billed.usage().outputTokens())
            .put("cacheReadTokens", billed.usage().cacheReadTokens())
            .put("cacheWriteTokens", billed.usage().cacheWrite5mTokens())
            .put("cacheWrite1hTokens", billed.usage().cacheWrite1hTokens())
            .put("webSearches", billed.usage().webSearches())
            .put("estimated", billed.estimated())
            .put("multiplier", billed.multiplier().toPlainString());
    switch (billed.cost()) {
      case Cost.Priced(var amount, var revision, _) ->
          view.put("cost", amount.toString()).put("price", revision);
      case Cost.Unpriced _ -> view.putNull("cost").putNull("price");
    }
    return view;
  }

  private static ObjectNode of(AttemptRecord attempt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("channel", attempt.channel())
        .put("key", attempt.key())
        .put("verdict", attempt.verdict())
        .put("status", attempt.status())
        .put("ttfbMs", attempt.ttfbMs())
        .put("ms", attempt.ms())
        .put("startMs", attempt.startMs());
  }

  private static void text(ObjectNode view, String member, String value) {
    if (value.isEmpty()) {
      view.putNull(member);
    } else {
      view.put(member, value);
    }
  }
}
