package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlTest {

  private static final int ROUNDS = 1_500;
  private static final String VALID =
      """
      strategy: random
      channels:
        - id: a
          type: anthropic
          baseUrl: https://a.example/v1
          keys:
            - secret: sk-1
              name: 'no'
            - {secret: "sk-2", enabled: false}
          weight: 0x10
          costMultiplier: 1.50
          modelMap: {"*": x, 4: four}
          proxy: ~
      mappings: []
      limits:
        maxInFlightBodyBytes: null
      """;

  private static final List<String> AWKWARD =
      List.of(
          "", "true", "null", "~", "1", "0x1", "1e3", ".5", "- a", "a: b", "# c", " x ", "'", " ",
          "*", "&a", "!b", "@", "%", "yes", "012", "\n", "a\nb", "\u0007", "ж", "<<", "=", "{}");

  @TempDir Path folder = Path.of("");

  private static ObjectNode parse(String text) throws InvalidConfiguration {
    return YamlText.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private ConfigFile file() {
    return ConfigFile.at(folder.resolve("config.yaml"), Map.of(), InstantSource.system());
  }

  @Test
  void yamlGivesTheTreeThatJsonGives() throws Exception {
    String json =
        """
        {"strategy": "random", "channels": [{"id": "a", "type": "anthropic",
          "baseUrl": "https://a.example/v1",
          "keys": [{"secret": "sk-1", "name": "no"}, {"secret": "sk-2", "enabled": false}],
          "weight": 16, "costMultiplier": 1.50, "modelMap": {"*": "x", "4": "four"},
          "proxy": null}],
         "mappings": [], "limits": {"maxInFlightBodyBytes": null}}
        """;
    assertThat(parse(VALID)).isEqualTo(Document.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aCommandWritesYamlAndSealsInIt() throws Exception {
    Path path = folder.resolve("config.yaml");
    Files.writeString(path, VALID);
    Loaded edited = file().edit("t", "s", (document, _) -> document.put("strategy", "failover"));
    assertThat(path).content().startsWith("strategy: failover\nchannels:\n  - id: a\n");
    assertThat(path).content().contains("secret: sealed:").doesNotContain("sk-1");
    assertThat(file().load()).isEqualTo(edited);
    assertThat(folder.resolve("config.revisions.jsonl")).exists();
  }

  @Test
  void aCommandLosesNoComment() throws Exception {
    Path path = folder.resolve("config.yaml");
    Files.writeString(path, "# mine\n" + VALID);
    assertThat(file().load().configuration().strategy()).isEqualTo(Strategy.RANDOM);
    assertThatThrownBy(() -> file().edit("t", "s", (document, _) -> document.removeAll()))
        .isInstanceOf(ConfigUnwritable.class)
        .hasMessage(
            path + " has comments, which a command would lose: edit it by hand, or take them out");
    assertThat(path).hasContent("# mine\n" + VALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | empty (expected: members)
          - a | not a mapping
          a: [hidden | not valid YAML, line 1, column 11
          a: "hidden | not valid YAML, line 1, column 11
          a: &x hidden, b: *x | not valid YAML, line 1, column 16
          {a: &x hidden, b: *x} | an alias, line 1, column 19 is not read here
          {a: 1, a: 2} | /a: given twice
          a: !!set {x} | /a: carries a tag (expected: a plain value)
          a: !hidden x | /a: carries a tag (expected: a plain value)
          a: .inf | /a: no number that can be read (expected: digits)
          {[1]: 2} | a member's name is no text
          """)
  void whatIsWrongIsToldWithItsPlace(String text, String problem) {
    var refused = catchThrowableOfType(InvalidConfiguration.class, () -> parse(text));
    assertThat(refused).as(text).hasMessage(problem);
    assertThat(problem).doesNotContain("hidden");
  }

  @Test
  void aSecondDocumentAndDepthBeyondTheLimitAreRefused() {
    assertThatThrownBy(() -> parse("a: 1\n---\nb: 2\n")).isInstanceOf(InvalidConfiguration.class);
    assertThatThrownBy(() -> parse("a: " + "[".repeat(100_000)))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage("nested or sized beyond the limits (expected: depth 32)");
    assertThatThrownBy(() -> YamlText.parse(new byte[] {'a', ':', ' ', (byte) 0xff}))
        .hasMessage("not valid YAML: not UTF-8 text");
  }

  @Test
  void whatIsPrintedReadsTheSame() throws Exception {
    ObjectNode document = parse(VALID);
    int i = 0;
    for (String text : AWKWARD) {
      document.put("t" + i++, text);
      document.put("k" + text, text);
    }
    byte[] printed = YamlText.print(document);
    assertThat(YamlText.parse(printed)).isEqualTo((JsonNode) document);
  }

  @Test
  void aDocumentWithBytesChangedIsReadOrRefused() throws Exception {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    byte[] valid = VALID.getBytes(StandardCharsets.UTF_8);
    var reader = new ConfigReader(SecretSource.of(Map.of(), Path.of("/nowhere")));
    for (int i = 0; i < ROUNDS; i++) {
      byte[] mutant = valid.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        int at = random.nextInt(mutant.length);
        boolean any = random.nextBoolean();
        mutant[at] =
            (byte)
                (any ? random.nextInt(256) : "{}[]\"',:- \n#&*!|>%@?".charAt(random.nextInt(20)));
      }
      try {
        ObjectNode tree = YamlText.parse(mutant);
        reader.read(tree);
        assertThat(YamlText.parse(YamlText.print(tree)))
            .as("seed %d", seed)
            .isEqualTo((JsonNode) tree);
      } catch (InvalidConfiguration e) {
        assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
      }
    }
  }
}
