package dev.sluice.ledger.price;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A price as JSON: US dollars per million tokens, as decimal text. */
public final class PriceText {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PriceText() {}

  public static ObjectNode of(Price price) {
    ObjectNode text = of(price.rates());
    if (!price.tiers().isEmpty()) {
      var tiers = text.putArray("tiers");
      price
          .tiers()
          .forEach(tier -> {
            ObjectNode each = NODES.objectNode().put("above", tier.above());
            tiers.add(each.setAll(of(tier.rates())));
          });
    }
    price.batch().ifPresent(batch -> text.set("batch", of(batch)));
    if (price.webSearch().nanos() != 0) {
      text.put("webSearch", price.webSearch().toString());
    }
    return text;
  }

  private static ObjectNode of(Rates rates) {
    return NODES
        .objectNode()
        .put("input", rates.input().toString())
        .put("output", rates.output().toString())
        .put("cacheWrite", rates.cacheWrite5m().toString())
        .put("cacheWrite1h", rates.cacheWrite1h().toString())
        .put("cacheRead", rates.cacheRead().toString());
  }

  /** Fails with a message that names the member, its value and what is expected. */
  public static Price read(JsonNode text) {
    List<Price.Tier> tiers = new ArrayList<>();
    for (JsonNode tier : text.path("tiers")) {
      if (!tier.path("above").canConvertToLong()) {
        throw new IllegalArgumentException("above: missing (expected: a number of tokens)");
      }
      tiers.add(new Price.Tier(tier.path("above").longValue(), rates(tier)));
    }
    Optional<Rates> batch =
        Optional.of(text.path("batch")).filter(JsonNode::isObject).map(PriceText::rates);
    return new Price(rates(text), tiers, batch, money(text, "webSearch").orElse(Money.ZERO));
  }

  private static Rates rates(JsonNode text) {
    return Rates.of(
        required(text, "input"),
        required(text, "output"),
        money(text, "cacheWrite"),
        money(text, "cacheWrite1h"),
        money(text, "cacheRead"));
  }

  private static Money required(JsonNode text, String member) {
    return money(text, member)
        .orElseThrow(() ->
            new IllegalArgumentException(
                member + ": missing (expected: US dollars per million tokens)"));
  }

  private static Optional<Money> money(JsonNode text, String member) {
    JsonNode value = text.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      if (value.isNumber()) {
        return Optional.of(Money.of(value.decimalValue()));
      }
      return Optional.of(Money.parse(value.asText()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(member + ": " + e.getMessage(), e);
    }
  }
}
