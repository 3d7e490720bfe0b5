package dev.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Problem;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TermsJsonTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final List<String> NAMES =
      List.of(
          "name",
          "user",
          "note",
          "tags",
          "enabled",
          "expiresAt",
          "models",
          "protocols",
          "clients",
          "addresses",
          "groups",
          "slots",
          "budgets",
          "rpm",
          "tpm",
          "concurrent",
          "sessions",
          "revealable",
          "role",
          "rmp");

  private final TermsJson json = new TermsJson(new Expiry(InstantSource.fixed(NOON), () -> ZONE));

  private static ObjectNode tree(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text);
  }

  private List<String> problems(String text) throws IOException {
    try {
      json.terms(tree(text));
      return List.of();
    } catch (InvalidTerms e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "30d, 2026-05-31T12:00:00Z",
    "12h, 2026-05-02T00:00:00Z",
    "2026-12-31, 2026-12-31T23:00:00Z",
    "2026-12-31T12:00:00Z, 2026-12-31T12:00:00Z"
  })
  void anExpiryIsASpanADayThatCountsStillOrATime(String text, Instant expires)
      throws IOException, InvalidTerms {
    Terms terms = json.terms(tree("{\"name\":\"n\",\"expiresAt\":\"" + text + "\"}"));
    assertThat(terms.expires()).contains(expires);
  }

  @Test
  void everyMistakeIsNamedWithItsFixAtOnce() throws IOException {
    assertThat(
            problems(
                "{\"rmp\":1,\"rpm\":0,\"enabled\":\"yes\",\"protocols\":[\"x\",5],\"tags\":\"t\","
                    + "\"slots\":{\"haiku\":{\"model\":\"m\",\"effort\":\"hard\"}},"
                    + "\"budgets\":{\"day\":0}}"))
        .containsExactlyInAnyOrder(
            "/rmp: unknown; did you mean rpm?",
            "/name: missing (expected: what to call it)",
            "/rpm: \"0\" (expected: a whole number from 1 to 1000000)",
            "/enabled: \"yes\" (expected: true or false)",
            "/protocols/0: \"x\" (expected: anthropic, openai-chat, openai-responses, gemini)",
            "/protocols/1: \"5\" (expected: 1 to 200 characters)",
            "/tags: is no list (expected: a list of at most 100 texts)",
            "/slots/haiku/channel: missing",
            "/slots/haiku/effort: \"hard\" (expected: none, minimal, low, medium, high, xhigh,"
                + " max)",
            "/budgets/day: \"0\" (expected: US dollars above 0 such as \"1.50\")");
  }

  /** Whatever comes is refused by its members' names, or means the same after it was written. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsReadIsReadAgainAsTheSame(long seed) throws InvalidTerms {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      ObjectNode body = random(random);
      Terms terms;
      try {
        terms = json.terms(body);
      } catch (InvalidTerms e) {
        assertThat(e.problems())
            .as("seed %d", seed)
            .allMatch(each -> each.pointer().startsWith("/"));
        continue;
      }
      assertThat(json.terms(TermsJson.of(terms))).as("seed %d: %s", seed, body).isEqualTo(terms);
    }
  }

  private static ObjectNode random(Random random) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", "n");
    for (int i = random.nextInt(4); i > 0; i--) {
      body.set(NAMES.get(random.nextInt(NAMES.size())), value(random, 2));
    }
    return body;
  }

  private static JsonNode value(Random random, int depth) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    String[] texts = {
      "day",
      "5h",
      "haiku",
      "channel",
      "model",
      "effort",
      "low",
      "gemini",
      "codex",
      "10.0.0.0/8",
      "1.50",
      "30d",
      "",
      "\n",
      "claude-*"
    };
    String text = texts[random.nextInt(texts.length)];
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(random.nextBoolean());
      case 2 -> make.numberNode(random.nextInt(-2, 500));
      case 3, 4 -> make.textNode(text);
      case 5 -> make.arrayNode().add(value(random, depth - 1)).add(value(random, depth - 1));
      default ->
          make.objectNode()
              .<ObjectNode>set(text.isBlank() ? "x" : text, value(random, depth - 1))
              .set("model", value(random, depth - 1));
    };
  }
}
