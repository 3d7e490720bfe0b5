package dev.sluice.protocol.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.Reasoning;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiThinkingTest {

  private static Reasoning asked(String what) {
    if (what.matches("-?\\d+")) {
      return new Reasoning(
          Reasoning.Mode.BUDGETED,
          OptionalLong.of(Long.parseLong(what)),
          Optional.empty(),
          Reasoning.Display.UNSAID);
    }
    if (what.equals("adaptive")) {
      return new Reasoning(
          Reasoning.Mode.ADAPTIVE,
          OptionalLong.empty(),
          Optional.empty(),
          Reasoning.Display.UNSAID);
    }
    return Reasoning.of(Effort.of(what).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-3-flash, none, MINIMAL",
    "gemini-3-pro-preview, none, LOW",
    "gemini-3-pro-preview, medium, HIGH",
    "gemini-3.1-pro, medium, MEDIUM",
    "gemini-3-flash, low, LOW",
    "gemini-3-flash, xhigh, HIGH",
    "gemini-3-flash, max, HIGH",
    "gemini-3-flash, 8000, MEDIUM",
    "gemini-4-flash, minimal, MINIMAL",
    "gemini-flash-latest, medium, MEDIUM",
    "models/whatever, high, HIGH",
    "gemini-3-flash, adaptive, ",
  })
  void fromGemini3OnThereAreLevels(String model, String what, String level) {
    var config =
        GeminiThinking.config(asked(what), GeminiFamily.of(model), new Losses()).orElseThrow();
    assertThat(config.has("thinkingBudget")).isFalse();
    assertThat(config.path("thinkingLevel").asText(null)).isEqualTo(level);
    assertThat(config.path("includeThoughts").asBoolean()).isEqualTo(!what.equals("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, none, 0",
    "gemini-2.5-pro, none, 128",
    "gemini-2.5-pro, 64000, 32768",
    "gemini-2.5-flash, 64000, 24576",
    "gemini-2.5-flash-lite, 100, 512",
    "gemini-2.5-flash, adaptive, -1",
    "gemini-2.5-flash, low, 2048",
  })
  void beforeThereAreBudgetsWithinTheModelsRange(String model, String what, long budget) {
    var config =
        GeminiThinking.config(asked(what), GeminiFamily.of(model), new Losses()).orElseThrow();
    assertThat(config.has("thinkingLevel")).isFalse();
    assertThat(config.path("thinkingBudget").asLong()).isEqualTo(budget);
  }

  @Test
  void whatIsOmittedIsNotAskedFor() {
    var config =
        GeminiThinking.config(
                asked("high").shown(Reasoning.Display.OMITTED),
                GeminiFamily.of("gemini-3-flash"),
                new Losses())
            .orElseThrow();
    assertThat(config.path("includeThoughts").asBoolean(true)).isFalse();
  }

  @Test
  void nothingSaidIsTheModelsOwnDefault() {
    assertThat(
            GeminiThinking.config(
                Reasoning.UNSAID, GeminiFamily.of("gemini-3-flash"), new Losses()))
        .isEmpty();
  }

  @Test
  void modelsThatDoNotThinkAreNotAskedTo() {
    var losses = new Losses();
    assertThat(GeminiThinking.config(asked("high"), GeminiFamily.of("gemini-2.0-flash"), losses))
        .isEmpty();
    assertThat(losses.parts()).containsExactlyInAnyOrder(Part.THINKING_ADAPTIVE, Part.EFFORT);
  }
}
