package dev.sluice.ledger.price;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The prices that come with the program, from {@code prices.json}.
 *
 * @param aliases other names of models
 */
public record BundledPrices(List<Listed> entries, Map<String, String> aliases) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public BundledPrices {
    entries = List.copyOf(entries);
    aliases = Map.copyOf(aliases);
  }

  public static BundledPrices read() {
    try (InputStream file =
        Objects.requireNonNull(BundledPrices.class.getResourceAsStream("prices.json"))) {
      return of(JSON.readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BundledPrices of(JsonNode document) {
    List<Listed> entries = new ArrayList<>();
    for (JsonNode each : document.path("prices")) {
      entries.add(
          Listed.of(
              each.path("model").asText(),
              LocalDate.parse(each.path("from").asText()),
              Listed.Source.BUNDLED,
              PriceText.read(each)));
    }
    Map<String, String> aliases = new LinkedHashMap<>();
    document
        .path("aliases")
        .properties()
        .forEach(each -> aliases.put(each.getKey(), each.getValue().asText()));
    return new BundledPrices(entries, aliases);
  }

  public PriceTable table() {
    return new PriceTable(entries, aliases);
  }
}
