package dev.sluice.ledger.price;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.base.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a list of prices in the JSON format of LiteLLM: a member for each model, dollars for each
 * token. Models that are sold by something else than text, or by no token, are left out and
 * counted.
 *
 * @param skipped members without a price for text
 */
public record LiteLlmPrices(List<Listed> entries, int skipped) {

  /** The longest list that is read. */
  public static final int MOST_BYTES = 16 << 20;

  private static final int MOST_NAME = 200;
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);
  private static final Set<String> TEXT_MODES = Set.of("chat", "completion", "responses");
  private static final Pattern TIER =
      Pattern.compile("input_cost_per_token_above_([0-9]{1,7})k_tokens");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(50).maxNumberLength(100).build());
  }

  public LiteLlmPrices {
    entries = List.copyOf(entries);
  }

  /** All of it or nothing: a price that makes no sense refuses the list. */
  public static LiteLlmPrices read(byte[] text, LocalDate from, Listed.Source source)
      throws InvalidPrices {
    List<Listed> entries = new ArrayList<>();
    int skipped = 0;
    for (Map.Entry<String, JsonNode> member : tree(text).properties()) {
      Optional<Price> price = price(member.getKey(), member.getValue());
      if (price.isPresent()) {
        entries.add(Listed.of(member.getKey(), from, source, price.get()));
      } else {
        skipped++;
      }
    }
    if (entries.isEmpty()) {
      throw new InvalidPrices(
          "the list holds no price (expected: a member for each model with input_cost_per_token)");
    }
    return new LiteLlmPrices(entries, skipped);
  }

  private static JsonNode tree(byte[] text) throws InvalidPrices {
    if (text.length > MOST_BYTES) {
      throw new InvalidPrices(
          "the list has " + text.length + " bytes (expected: at most " + MOST_BYTES + ")");
    }
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree == null || !tree.isObject()) {
        throw new InvalidPrices("the list is no JSON object (expected: LiteLLM's format)");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new InvalidPrices("the list is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidPrices("the list cannot be read: " + e.getMessage());
    }
  }

  private static Optional<Price> price(String model, JsonNode facts) throws InvalidPrices {
    boolean text = TEXT_MODES.contains(facts.path("mode").asText("chat"));
    boolean named = !model.isBlank() && model.length() <= MOST_NAME && !model.equals("sample_spec");
    if (!facts.isObject() || !text || !named) {
      return Optional.empty();
    }
    Optional<Money> input = money(model, facts, "input_cost_per_token");
    Optional<Money> output = money(model, facts, "output_cost_per_token");
    if (input.isEmpty() || output.isEmpty()) {
      return Optional.empty();
    }
    Rates rates = rates(model, facts, "", input.get(), output.get());
    return Optional.of(
        new Price(rates, tiers(model, facts, rates), batch(model, facts), search(model, facts)));
  }

  private static Rates rates(String model, JsonNode facts, String suffix, Money input, Money output)
      throws InvalidPrices {
    return Rates.of(
        input,
        output,
        money(model, facts, "cache_creation_input_token_cost" + suffix),
        money(model, facts, "cache_creation_input_token_cost_above_1hr" + suffix),
        money(model, facts, "cache_read_input_token_cost" + suffix));
  }

  private static List<Price.Tier> tiers(String model, JsonNode facts, Rates base)
      throws InvalidPrices {
    var tiers = new TreeMap<Long, Price.Tier>();
    for (Map.Entry<String, JsonNode> fact : facts.properties()) {
      Matcher tier = TIER.matcher(fact.getKey());
      if (tier.matches()) {
        long above = Long.parseLong(tier.group(1)) * 1000;
        String suffix = "_above_" + tier.group(1) + "k_tokens";
        Optional<Money> input = money(model, facts, fact.getKey());
        Money output = money(model, facts, "output_cost_per_token" + suffix).orElse(base.output());
        if (above > 0 && input.isPresent()) {
          tiers.put(above, new Price.Tier(above, rates(model, facts, suffix, input.get(), output)));
        }
      }
    }
    return List.copyOf(tiers.values());
  }

  private static Optional<Rates> batch(String model, JsonNode facts) throws InvalidPrices {
    Optional<Money> input = money(model, facts, "input_cost_per_token_batches");
    Optional<Money> output = money(model, facts, "output_cost_per_token_batches");
    return input.isPresent() && output.isPresent()
        ? Optional.of(
            Rates.of(
                input.get(), output.get(), Optional.empty(), Optional.empty(), Optional.empty()))
        : Optional.empty();
  }

  private static Money search(String model, JsonNode facts) throws InvalidPrices {
    JsonNode searches = facts.path("search_context_cost_per_query");
    return dollars(model, searches, "search_context_size_medium", BigDecimal.ONE)
        .orElse(Money.ZERO);
  }

  private static Optional<Money> money(String model, JsonNode facts, String member)
      throws InvalidPrices {
    return dollars(model, facts, member, MILLION);
  }

  private static Optional<Money> dollars(
      String model, JsonNode facts, String member, BigDecimal times) throws InvalidPrices {
    JsonNode value = facts.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    BigDecimal price = value.isNumber() ? value.decimalValue() : null;
    if (price == null
        || price.signum() < 0
        || price.precision() - price.scale() > 6
        || price.multiply(times).compareTo(DEAREST) > 0) {
      throw new InvalidPrices(
          "/"
              + shown(model)
              + "/"
              + member
              + ": "
              + shown(value.toString())
              + " (expected: US dollars, 0 or more)");
    }
    return Optional.of(Money.rounded(price.multiply(times)));
  }

  private static String shown(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", "?");
    return flat.length() > 60 ? flat.substring(0, 60) + "…" : flat;
  }
}
