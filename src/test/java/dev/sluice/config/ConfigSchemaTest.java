package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.OptionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the published schema to what the readers take. */
final class ConfigSchemaTest {

  private static final Path FILE = Path.of("config/sluice.schema.json");
  private static final ConfigReader READER =
      new ConfigReader(
          SecretSource.of(Map.of("KEY", "sk-from-env"), Path.of("/nowhere")).orAsWritten());

  /** What no schema can say: other members, the world outside, and what is no tree at all. */
  private static final List<String> BEYOND =
      List.of(
          "not valid JSON",
          "given twice",
          "already the id",
          "the same secret",
          "no channel",
          "no time zone",
          "is not set",
          "is not here",
          "port 0",
          "nested or sized",
          "names no host");

  private static JsonNode tree() {
    try {
      return new ObjectMapper().readTree(FILE.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(tree());

  private static Set<?> errors(String json) {
    return SCHEMA.validate(json, InputFormat.JSON);
  }

  @Test
  void theExampleIsValid() throws Exception {
    assertThat(errors(Files.readString(Path.of("config/sluice.example.json")))).isEmpty();
  }

  static Stream<ConfigReaderTest.Case> cases() {
    return Stream.concat(
            ConfigReaderTest.documentCases().stream(), ConfigReaderTest.channelCases().stream())
        .filter(wrong -> BEYOND.stream().noneMatch(wrong.problem()::contains))
        .filter(wrong -> !wrong.document().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatTheReaderRefusesTheSchemaRefuses(ConfigReaderTest.Case wrong) {
    assertThat(errors(wrong.document().replace('\'', '"'))).as(wrong.problem()).isNotEmpty();
  }

  @Test
  void theChoicesAreThoseOfTheProgram() {
    assertThat(choices("/properties/strategy"))
        .isEqualTo(Arrays.stream(Strategy.values()).map(Strategy::id).toList());
    assertThat(choices("/$defs/channel/properties/type"))
        .isEqualTo(Arrays.stream(Protocol.values()).map(Protocol::id).toList());
    assertThat(choices("/$defs/channel/properties/auth"))
        .isEqualTo(Arrays.stream(AuthScheme.values()).map(AuthScheme::id).toList());
  }

  @Test
  void theOptionsAreThoseOfTheProgram() {
    String options = "/$defs/channel/properties/options/properties";
    assertThat(names(options))
        .isEqualTo(
            Arrays.stream(ChannelOption.values())
                .map(ChannelOption::text)
                .collect(java.util.stream.Collectors.toSet()));
    for (ChannelOption option : ChannelOption.values()) {
      String at = options + "/" + option.text();
      assertThat(tree().at(at + "/default")).isEqualTo(option.fallback());
      if (option.kind() instanceof OptionKind.OneOf(var names)) {
        assertThat(choices(at)).isEqualTo(names);
      }
    }
  }

  private static List<String> choices(String pointer) {
    var choices = new ArrayList<String>();
    tree().at(pointer + "/enum").forEach(choice -> choices.add(choice.asText()));
    return choices;
  }

  /** A document in which every member of the schema stands at each of its bounds is taken. */
  @Test
  void everyMemberAndBoundOfTheSchemaIsTheReaders() throws Exception {
    for (String bound : List.of("default", "minimum", "maximum")) {
      ObjectNode document = (ObjectNode) filled(tree(), bound);
      byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(errors(document.toString())).as(bound).isEmpty();
      Configuration read = READER.read(bytes);
      assertThat(read.channels()).as(bound).hasSize(1);
      if (bound.equals("default")) {
        assertThat(read.retry()).isEqualTo(RetryConfig.DEFAULT);
        assertThat(read.breaker()).isEqualTo(BreakerConfig.DEFAULT);
        assertThat(read.probe()).isEqualTo(ProbeConfig.DEFAULT);
        assertThat(read.stream()).isEqualTo(StreamConfig.DEFAULT);
        assertThat(read.limits()).isEqualTo(LimitsConfig.DEFAULT);
        assertThat(read.retention()).isEqualTo(RetentionConfig.DEFAULT);
        assertThat(read.strategy()).isEqualTo(Strategy.FAILOVER);
        assertThat(read.channels().getFirst().timeouts()).isEqualTo(Timeouts.DEFAULT);
      }
    }
  }

  @Test
  void everyMemberThatTheReaderKnowsIsInTheSchema() {
    List<String> refused = new ArrayList<>();
    for (String object : List.of("{'%s':1}", "{'channels':[{'%s':1}]}")) {
      try {
        READER.read(
            object.formatted("z".repeat(30)).replace('\'', '"').getBytes(StandardCharsets.UTF_8));
      } catch (InvalidConfiguration e) {
        e.problems().stream()
            .map(Problem::message)
            .filter(text -> text.contains("known: "))
            .forEach(refused::add);
      }
    }
    assertThat(refused).hasSize(2);
    assertThat(known(refused.get(0))).isEqualTo(names("/properties"));
    assertThat(known(refused.get(1))).isEqualTo(names("/$defs/channel/properties"));
  }

  private static Set<String> known(String message) {
    String list = message.replaceFirst(".*known: ", "").replaceFirst("\\)$", "");
    return Set.copyOf(Arrays.asList(list.split(", ", -1)));
  }

  private static Set<String> names(String pointer) {
    var names = new java.util.HashSet<String>();
    tree().at(pointer).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode filled(JsonNode schema, String bound) {
    var nodes = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
    if (schema.has(bound)) {
      return schema.get(bound);
    }
    if (schema.has("default") && !schema.has("$ref")) {
      return schema.get("default");
    }
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().substring(1);
      return schema.has("pattern") ? nodes.textNode("http://h") : filled(tree().at(name), bound);
    }
    if (schema.has("properties")) {
      ObjectNode object = nodes.objectNode();
      schema
          .get("properties")
          .properties()
          .forEach(member -> object.set(member.getKey(), filled(member.getValue(), bound)));
      return object;
    }
    return switch (schema.path("type").isTextual() ? schema.path("type").asText() : "") {
      case "array" -> nodes.arrayNode().add(filled(schema.get("items"), bound));
      case "object" -> nodes.objectNode();
      default -> schema.has("enum") ? schema.get("enum").get(0) : nodes.textNode("x-y");
    };
  }
}
