package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Glob;
import dev.sluice.ledger.price.Charges;
import dev.sluice.ledger.price.InvalidPrices;
import dev.sluice.ledger.price.Recomputation;
import dev.sluice.ledger.price.Recomputed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Costs computed again; the command line and the API have the same words. */
public final class RecomputeAnswers {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> TIMES = List.of("since", "until");

  private final Recomputation recomputation;
  private final InstantSource clock;

  public RecomputeAnswers(Recomputation recomputation, InstantSource clock) {
    this.recomputation = recomputation;
    this.clock = clock;
  }

  /**
   * {@code since}, {@code until}, {@code model}, {@code unpriced} for those alone, and whether to
   * {@code apply} it.
   */
  public CompletionStage<ObjectNode> put(JsonNode said) throws InvalidPrices {
    return recomputation
        .run(asked(said), said.path("apply").asBoolean(false))
        .thenApply(RecomputeAnswers::of);
  }

  /** Fails where {@link #put} would, without an answer. */
  public static void check(JsonNode said, InstantSource clock) throws InvalidQuery {
    asked(said, clock.instant());
  }

  private Recomputation.Asked asked(JsonNode said) throws InvalidPrices {
    try {
      return asked(said, clock.instant());
    } catch (InvalidQuery e) {
      throw new InvalidPrices("/" + e.getMessage());
    }
  }

  private static Recomputation.Asked asked(JsonNode said, Instant now) throws InvalidQuery {
    Map<String, String> times = new HashMap<>();
    TIMES.forEach(name -> times.put(name, said.path(name).asText("")));
    var parameters = new Parameters(times, TIMES, now);
    Instant since = parameters.time("since").orElse(Instant.EPOCH);
    Instant until = parameters.time("until").orElse(now);
    if (!since.isBefore(until)) {
      parameters.wrong("since", "is not before until (expected: an earlier time)");
    }
    parameters.check();
    return new Recomputation.Asked(
        said.path("unpriced").asBoolean(false) ? Charges.Which.UNPRICED : Charges.Which.ALL,
        since,
        until,
        new Glob(said.path("model").asText("*")));
  }

  /** What had no price gets one, if the operator has said any. */
  public CompletionStage<?> price(JsonNode said) {
    return said.path("items").isEmpty()
        ? CompletableFuture.completedStage(null)
        : recomputation.price(clock.instant());
  }

  private static ObjectNode of(Recomputed told) {
    ObjectNode view =
        NODES
            .objectNode()
            .put("since", told.since().toString())
            .put("until", told.until().toString())
            .put("model", told.model())
            .put("attempts", told.examined())
            .put("changed", told.changed())
            .put("priced", told.priced())
            .put("kept", told.kept())
            .put("before", told.before().toString())
            .put("after", told.after().toString());
    var items = view.putArray("items");
    for (Recomputed.Line line : told.lines()) {
      ObjectNode item = items.addObject().put("model", line.model());
      text(text(item, "from", line.from()), "to", line.to())
          .put("attempts", line.attempts())
          .put("before", line.before().toString())
          .put("after", line.after().toString());
    }
    return view.put("applied", told.applied());
  }

  private static ObjectNode text(ObjectNode view, String member, String value) {
    return value.isEmpty() ? view.putNull(member) : view.put(member, value);
  }
}
