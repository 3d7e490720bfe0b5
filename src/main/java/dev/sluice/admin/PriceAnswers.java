package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.price.InvalidPrices;
import dev.sluice.ledger.price.Listed;
import dev.sluice.ledger.price.LiteLlmPrices;
import dev.sluice.ledger.price.PriceChange;
import dev.sluice.ledger.price.PriceText;
import dev.sluice.ledger.price.Prices;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The table of prices, shown and changed; the command line and the API have the same words. */
public final class PriceAnswers {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_SHOWN = 200;

  private final Prices prices;

  public PriceAnswers(Prices prices) {
    this.prices = prices;
  }

  public String revision() {
    return prices.revision();
  }

  /** Every entry; {@code holds} marks those that are used today. */
  public ObjectNode list() {
    LocalDate today = prices.today();
    Set<String> seen = new HashSet<>();
    List<ObjectNode> items = new ArrayList<>();
    for (Listed each : prices.table().entries()) {
      ObjectNode item = of(each);
      item.put("holds", !each.from().isAfter(today) && seen.add(each.model()));
      items.add(item);
    }
    return Page.of(items);
  }

  private static ObjectNode of(Listed listed) {
    ObjectNode view =
        NODES
            .objectNode()
            .put("model", listed.model())
            .put("from", listed.from().toString())
            .put("source", listed.source().label())
            .put("revision", listed.revision());
    return view.setAll(PriceText.of(listed.price()));
  }

  /** What the operator says: prices for {@code items}, none of its own for {@code remove}. */
  public CompletionStage<ObjectNode> put(JsonNode said) throws InvalidPrices {
    List<Listed> manual = new ArrayList<>();
    int place = 0;
    for (JsonNode each : said.path("items")) {
      manual.add(manual(each, "/items/" + place++));
    }
    CompletionStage<?> all = CompletableFuture.completedStage(null);
    for (Listed each : manual) {
      all = all.thenCompose(_ -> prices.set(each));
    }
    for (JsonNode model : said.path("remove")) {
      all = all.thenCompose(_ -> prices.unset(model.asText()));
    }
    return all.thenApply(_ -> list());
  }

  private Listed manual(JsonNode said, String pointer) throws InvalidPrices {
    String model = said.path("model").asText().strip();
    if (model.isEmpty() || model.length() > 200) {
      throw new InvalidPrices(
          pointer + "/model: " + Parameters.shown(model) + " (expected: a model's name)");
    }
    try {
      String from = said.path("from").asText("");
      LocalDate day = from.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(from);
      return Listed.of(model, day, Listed.Source.MANUAL, PriceText.read(said));
    } catch (DateTimeException e) {
      throw new InvalidPrices(
          pointer
              + "/from: "
              + Parameters.shown(said.path("from").asText())
              + " (expected: a day such as 2026-01-31)");
    } catch (IllegalArgumentException e) {
      throw new InvalidPrices(pointer + "/" + e.getMessage());
    }
  }

  /** Compares a list in LiteLLM's format with what holds, and takes it over when that is wanted. */
  public CompletionStage<ObjectNode> take(byte[] list, boolean apply) throws InvalidPrices {
    LocalDate today = prices.today();
    LiteLlmPrices read = LiteLlmPrices.read(list, today, Listed.Source.SYNCED);
    PriceChange change = PriceChange.of(prices.table(), read.entries(), today);
    ObjectNode view = of(change, read.skipped()).put("applied", apply);
    return apply
        ? prices.take(change).thenApply(_ -> view)
        : CompletableFuture.completedStage(view);
  }

  private static ObjectNode of(PriceChange change, int skipped) {
    ObjectNode view = NODES.objectNode();
    view.put("added", change.added().size())
        .put("changed", change.changed().size())
        .put("unchanged", change.unchanged())
        .put("skipped", skipped);
    var pinned = view.putArray("pinned");
    change.pinned().forEach(pinned::add);
    items(view.putArray("items"), change);
    return view;
  }

  private static void items(ArrayNode items, PriceChange change) {
    change.changed().stream()
        .limit(MOST_SHOWN)
        .forEach(each ->
            items.add(
                NODES
                    .objectNode()
                    .put("model", each.after().model())
                    .<ObjectNode>set("before", PriceText.of(each.before().price()))
                    .set("after", PriceText.of(each.after().price()))));
    change.added().stream()
        .limit(Math.max(0, MOST_SHOWN - change.changed().size()))
        .forEach(each ->
            items.add(
                NODES
                    .objectNode()
                    .put("model", each.model())
                    .putNull("before")
                    .<ObjectNode>set("after", PriceText.of(each.price()))));
  }
}
