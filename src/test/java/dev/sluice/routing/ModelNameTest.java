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
}
