package dev.sluice.ledger.price;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.base.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LiteLlmPricesTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
  private static final String LIST =
      """
      {"sample_spec":{"input_cost_per_token":0,"output_cost_per_token":0},
       "claude-x":{"mode":"chat","input_cost_per_token":3e-06,"output_cost_per_token":1.5e-05,
         "cache_creation_input_token_cost":3.75e-06,"cache_read_input_token_cost":3e-07,
         "cache_creation_input_token_cost_above_1hr":6e-06,
         "input_cost_per_token_above_200k_tokens":6e-06,
         "output_cost_per_token_above_200k_tokens":2.25e-05,
         "input_cost_per_token_batches":1.5e-06,"output_cost_per_token_batches":7.5e-06,
         "search_context_cost_per_query":{"search_context_size_medium":0.01}},
       "plain":{"input_cost_per_token":1e-07,"output_cost_per_token":2e-07},
       "painter":{"mode":"image_generation","input_cost_per_token":1,"output_cost_per_token":1},
       "free-text":{"mode":"chat"}}
      """;

  @Test
  void theFormatIsUnderstood() throws InvalidPrices {
    var list = read(LIST);
    assertThat(list.skipped()).isEqualTo(3);
    assertThat(list.entries()).extracting(Listed::model).containsExactly("claude-x", "plain");
    Price price = list.entries().getFirst().price();
    assertThat(price.rates())
        .isEqualTo(new Rates(money("3"), money("15"), money("3.75"), money("6"), money("0.3")));
    assertThat(price.tiers()).hasSize(1);
    assertThat(price.tiers().getFirst().above()).isEqualTo(200_000);
    assertThat(price.tiers().getFirst().rates().output()).isEqualTo(money("22.5"));
    assertThat(price.batch().orElseThrow().input()).isEqualTo(money("1.5"));
    assertThat(price.webSearch()).isEqualTo(money("0.01"));
    assertThat(list.entries().getLast().price().rates().cacheRead()).isEqualTo(money("0.01"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|no JSON object",
        "{}|holds no price",
        "{\"a\"|no JSON",
        "{'m':{'input_cost_per_token':-1,'output_cost_per_token':1}}|/m/input_cost_per_token: -1",
        "{'m':{'input_cost_per_token':'x','output_cost_per_token':1}}|/m/input_cost_per_token",
        "{'m':{'input_cost_per_token':1,'output_cost_per_token':1e9}}|/m/output_cost_per_token"
      })
  void whatMakesNoSenseIsRefusedWithItsPlace(String text, String words) {
    assertThatThrownBy(() -> read(text.replace('\'', '"')))
        .isInstanceOf(InvalidPrices.class)
        .hasMessageContaining(words)
        .hasMessageMatching("(?s).*(expected: |no JSON).*");
  }

  @Test
  void aListThatIsTooLongIsNotRead() {
    assertThatThrownBy(() ->
            LiteLlmPrices.read(new byte[LiteLlmPrices.MOST_BYTES + 1], TODAY, Listed.Source.SYNCED))
        .hasMessageContaining("at most");
  }

  @Test
  void whateverBytesComeOnlyARefusalComesOfThem() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = LIST.getBytes(UTF_8);
      for (int hits = random.nextInt(6); hits >= 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        var list = LiteLlmPrices.read(bytes, TODAY, Listed.Source.SYNCED);
        assertThat(list.entries()).as("seed %d", seed).isNotEmpty();
      } catch (InvalidPrices e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
      }
    }
  }

  @Test
  void aPreviewTellsWhatWouldChangeAndPinsTheOperators() throws InvalidPrices {
    Listed old = PriceTableTest.listed("plain", "2026-01-01", Listed.Source.BUNDLED, "7");
    Listed mine = PriceTableTest.listed("claude-x", "2026-01-01", Listed.Source.MANUAL, "7");
    var table = new PriceTable(List.of(old, mine), Map.of());
    var change = PriceChange.of(table, read(LIST).entries(), TODAY);
    assertThat(change.changed()).hasSize(1);
    assertThat(change.changed().getFirst().before()).isEqualTo(old);
    assertThat(change.added()).extracting(Listed::model).containsExactly("claude-x");
    assertThat(change.pinned()).containsExactly("claude-x");
    var all = new java.util.ArrayList<>(change.entries());
    all.add(old);
    all.add(mine);
    var after = new PriceTable(all, Map.of());
    var noon = TODAY.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC);
    assertThat(after.find("claude-x", noon)).contains(mine);
    assertThat(after.find("plain", noon).orElseThrow().source()).isEqualTo(Listed.Source.SYNCED);
    assertThat(PriceChange.of(after, read(LIST).entries(), TODAY).entries()).isEmpty();
  }

  private static LiteLlmPrices read(String text) throws InvalidPrices {
    return LiteLlmPrices.read(text.getBytes(UTF_8), TODAY, Listed.Source.SYNCED);
  }

  private static Money money(String text) {
    return Money.parse(text);
  }
}
