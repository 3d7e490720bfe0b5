package dev.sluice.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Glob;
import dev.sluice.config.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelNameTest {

  @ParameterizedTest
  @CsvSource({
    "opus, opus",
    "opus[1m], opus",
    "opus[1M], opus",
    "opus[1m][1M], opus",
    "'opus [1m] ', opus",
    "opus[2m], opus[2m]",
    "[1m]opus, [1m]opus"
  })
  void theMarkOfALongContextIsNoPartOfTheName(String requested, String bare) {
    assertThat(ModelName.bare(requested)).isEqualTo(bare);
  }

  @Test
  void theMostSpecificPatternOfAMapWins() {
    var map =
        Map.of(
            new Glob("*"), "any",
            new Glob("claude-*"), "claude",
            new Glob("claude-haiku-*"), "haiku",
            new Glob("claude-haiku-4"), "exact");
    assertThat(ModelName.mapped("claude-haiku-4", map)).isEqualTo("exact");
    assertThat(ModelName.mapped("claude-haiku-5", map)).isEqualTo("haiku");
    assertThat(ModelName.mapped("claude-opus", map)).isEqualTo("claude");
    assertThat(ModelName.mapped("gpt", map)).isEqualTo("any");
  }

  @Test
  void aMappingForOneChannelGoesBeforeOneForAll() {
    var mappings =
        List.of(
            new Mapping(new Glob("sonnet"), "all", Optional.empty()),
            new Mapping(new Glob("son*"), "own", Optional.of("c")));
    assertThat(ModelName.mapped("sonnet", mappings, "c")).isEqualTo("own");
    assertThat(ModelName.mapped("sonnet", mappings, "d")).isEqualTo("all");
    assertThat(ModelName.mapped("opus", mappings, "c")).isEqualTo("opus");
  }

  @Test
  void aChannelTakesANameBeforeOrAfterItsMapping() {
    var models = List.of(new Glob("claude-*"));
    assertThat(ModelName.taken(models, "sonnet", "claude-sonnet")).isTrue();
    assertThat(ModelName.taken(models, "claude-x", "glm")).isTrue();
    assertThat(ModelName.taken(models, "gpt", "gpt")).isFalse();
    assertThat(ModelName.taken(List.of(), "gpt", "gpt")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sonnet, S",
    "Sonnet, S",
    "claude-sonnet-4-5, S",
    "claude-sonnet-4-5-20250929, S",
    "claude-3-7-sonnet, S",
    "claude-3-5-sonnet-latest, S",
    "anthropic/claude-sonnet-4.5, S",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, S",
    "claude-sonnet-4-5@20250929, S",
    "claude-haiku-4-5, H",
    "claude-opus-5, claude-opus-5",
    "sonnet-killer-7b, sonnet-killer-7b",
    "gpt-5, gpt-5"
  })
  void aSlotStandsForEveryClaudeOfItsSize(String requested, String mapped) {
    var map = Map.of(new Glob("sonnet"), "S", new Glob("HAIKU"), "H");
    var mappings =
        List.of(
            new Mapping(new Glob("sonnet"), "S", Optional.empty()),
            new Mapping(new Glob("haiku"), "H", Optional.of("c")));
    assertThat(ModelName.mapped(requested, map)).isEqualTo(mapped);
    assertThat(ModelName.mapped(requested, mappings, "c")).isEqualTo(mapped);
  }

  @Test
  void aNameOrAPatternThatSaysMoreGoesBeforeASlot() {
    var map =
        Map.of(
            new Glob("*"), "any",
            new Glob("sonnet"), "slot",
            new Glob("claude-3-*"), "three",
            new Glob("claude-sonnet-4-5"), "exact");
    assertThat(ModelName.mapped("claude-sonnet-4-5", map)).isEqualTo("exact");
    assertThat(ModelName.mapped("claude-3-7-sonnet", map)).isEqualTo("three");
    assertThat(ModelName.mapped("claude-sonnet-4-6", map)).isEqualTo("slot");
    assertThat(ModelName.mapped("claude-opus-4-6", map)).isEqualTo("any");
  }

  @Test
  void aSlotOfOneChannelGoesBeforeOneForAll() {
    var mappings =
        List.of(
            new Mapping(new Glob("claude-sonnet-4-5"), "all", Optional.empty()),
            new Mapping(new Glob("sonnet"), "own", Optional.of("c")));
    assertThat(ModelName.mapped("claude-sonnet-4-5", mappings, "c")).isEqualTo("own");
    assertThat(ModelName.mapped("claude-sonnet-4-5", mappings, "d")).isEqualTo("all");
  }
}
