package dev.sluice.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.ConfigReader;
import dev.sluice.config.Document;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Notation;
import dev.sluice.config.SecretSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that were cut, damaged or written to do harm. */
final class OriginFuzzTest {

  private static final int RUNS = 1_500;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<JsonNode> STRANGE =
      List.of(
          JSON.nullNode(),
          JSON.booleanNode(true),
          JSON.numberNode(-1),
          JSON.numberNode(Long.MAX_VALUE),
          JSON.textNode(""),
          JSON.textNode("\u0000\n\u2028"),
          JSON.textNode("https://u:sk-import-in-the-address@h"),
          JSON.textNode("$"),
          JSON.textNode("os.environ/"),
          JSON.textNode("a,b,c"),
          JSON.textNode("x".repeat(70_000)),
          JSON.arrayNode(),
          JSON.objectNode(),
          JSON.arrayNode().add(JSON.arrayNode().add(1)));

  @ParameterizedTest
  @EnumSource(Origin.class)
  void damagedBytesAreReadOrRefusedInOneLine(Origin origin) throws IOException {
    byte[] good = OriginTest.file(origin);
    for (int seed = 0; seed < RUNS; seed++) {
      var random = new Random(seed);
      byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      if (random.nextBoolean()) {
        bytes = good.clone();
      }
      for (int n = random.nextInt(4); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      check(origin, bytes, seed);
    }
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void strangeValuesAreReadOrRefusedInOneLine(Origin origin) throws Exception {
    for (int seed = 0; seed < RUNS; seed++) {
      var random = new Random(seed);
      ObjectNode tree = tree(origin);
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        spoil(tree, random);
      }
      check(origin, Document.print(tree), seed);
    }
  }

  private static ObjectNode tree(Origin origin) throws IOException, InvalidConfiguration {
    byte[] bytes = OriginTest.file(origin);
    return switch (origin) {
      case LITELLM -> Notation.YAML.parse(bytes);
      case CCR -> LooseJson.parse(bytes);
      case CLAUDE_PROXY, CCS -> Document.parse(bytes);
    };
  }

  private static void spoil(JsonNode node, Random random) {
    JsonNode strange = STRANGE.get(random.nextInt(STRANGE.size())).deepCopy();
    if (node instanceof ArrayNode array && !array.isEmpty()) {
      int place = random.nextInt(array.size());
      if (array.get(place).isContainerNode() && random.nextInt(4) > 0) {
        spoil(array.get(place), random);
      } else {
        array.set(place, strange);
      }
    } else if (node instanceof ObjectNode object && !object.isEmpty()) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (object.get(name).isContainerNode() && random.nextInt(5) > 0) {
        spoil(object.get(name), random);
      } else if (random.nextInt(6) == 0) {
        object.set("\u0000" + name, object.remove(name));
      } else {
        object.set(name, strange);
      }
    }
  }

  private static void check(Origin origin, byte[] bytes, int seed) {
    String at = origin + " seed " + seed + ": " + new String(bytes, StandardCharsets.UTF_8);
    try {
      Imported imported = origin.read(bytes);
      for (Imported.Note note : imported.notes()) {
        assertThat(note.pointer() + note.what()).as(at).doesNotContain("\n", "\u0000");
      }
      new ConfigReader(SecretSource.of(Map.of(), OriginTest.FILES).orAsWritten())
          .read(OriginTest.document(imported));
    } catch (InvalidConfiguration e) {
      assertThat(e.getMessage()).as(at).isNotBlank().doesNotContain("\n", "sk-import");
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(at, e);
    }
  }
}
